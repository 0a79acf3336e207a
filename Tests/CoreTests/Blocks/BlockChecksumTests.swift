import FoundationEssentials
import JSON
import Testing

@testable import Core

@Suite struct BlockChecksumTests {
    @Test func `checksums are those that clients compute`() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "checksums.json")
        let rows = try JSONValue(parsing: [UInt8](try Data(contentsOf: path))).array ?? []
        #expect(rows.count > 400)
        for row in rows {
            let fields = try #require(row["fields"]?.object)
            #expect(BlockChecksum.of(fields) == row["checksum"]?.string, "\(row["fields"]?.text.prefix(2000) ?? "")")
        }
    }

    @Test func `definitions that refer to themselves have a checksum too`() {
        let fields: JSONObject = [
            "properties": ["a": ["$ref": "#/definitions/A"]],
            "definitions": ["A": ["next": ["$ref": "#/definitions/B"]], "B": ["next": ["$ref": "#/definitions/A"]]],
        ]
        #expect(BlockChecksum.of(fields).count == "sha256:".count + 64)
    }

    /// The examples of FIPS 180-4 (csrc.nist.gov, "SHA256.pdf") and lengths around a block's end, from Python's hashlib.
    @Test(arguments: [
        (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
        (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
        (63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
        (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
        (1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func `so many letters a have this hash`(count: Int, hash: String) {
        #expect(SHA256.hex(of: Array(repeating: UInt8(ascii: "a"), count: count)) == hash)
    }

    @Test func `abc has the hash of the standard`() {
        #expect(
            SHA256.hex(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
