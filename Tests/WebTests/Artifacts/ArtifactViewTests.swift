import Core
import JSON
import Testing

@testable import Web

@Suite struct ArtifactViewTests {
    private func view(_ type: String, _ data: JSONValue) -> PageFields {
        ArtifactView(Artifact(id: .none, type: type, data: data)).fields
    }

    @Test(arguments: [
        "[{\"a\": 1, \"b\": \"x\"}, {\"b\": null, \"c\": [1]}]", "{\"a\": [1], \"b\": [\"x\"], \"c\": [null, [1]]}",
    ])
    func `tables of rows and of columns are read`(_ text: String) throws {
        let table = try #require(ArtifactTable(.string(text)))
        #expect(table.columns == ["a", "b", "c"])
        #expect(table.rows == [["1", "x", ""], ["", "", "[1]"]])
        #expect(!table.isCut)
    }

    @Test func `a table of lists has no head, and a long one is cut`() throws {
        let rows = JSONValue.array((0..<501).map { [.int(Int64($0)), "x"] })
        let table = try #require(ArtifactTable(rows))
        #expect(table.columns.isEmpty)
        #expect(table.rows.count == 500)
        #expect(table.isCut)
    }

    @Test(arguments: ["", "no table", "[1]", "[]", "[{}, 1]", "{bad"] as [String])
    func `what is no table is shown as it is`(_ text: String) {
        #expect(ArtifactTable(.string(text)) == nil)
        #expect(view("table", .string(text))["table"] == nil)
    }

    @Test(arguments: [
        ("[a](https://x.org/y_(z))", "https://x.org/y_(z)", "a"), ("http://x.org", "http://x.org", "http://x.org"),
    ])
    func `links are followed to the web`(_ data: String, _ address: String, _ text: String) {
        guard case .link(let found, let name) = ArtifactView(Artifact(id: .none, type: "link", data: .string(data)))
        else {
            Issue.record("no link")
            return
        }
        #expect(found == address)
        #expect(name == text)
    }

    @Test(arguments: ["[a](javascript:alert(1))", "javascript:alert(1)", "data:text/html,x", "[a](b)", "/etc/passwd"])
    func `links to elsewhere are only text`(_ data: String) {
        #expect(view("link", .string(data))["link"] == nil)
        #expect(view("image", .string(data))["image"] == nil)
    }

    @Test(arguments: [("data:image/png;base64,AA==", true), ("https://example.com/x.png", false)])
    func `only a picture that is part of the data is loaded`(_ address: String, _ isLoaded: Bool) {
        switch ArtifactView(Artifact(id: .none, type: "image", data: .string(address))) {
        case .image(let shown): #expect(isLoaded && shown == address)
        case .distantImage(let shown): #expect(!isLoaded && shown == address)
        default: Issue.record("no picture")
        }
    }

    @Test func `progress stays between nought and a hundred`() {
        for (value, shown) in [(-5.0, 0.0), (12.5, 12.5), (300, 100)] {
            guard
                case .progress(let progress) = ArtifactView(
                    Artifact(id: .none, type: "progress", data: .double(value)))
            else {
                Issue.record("no progress")
                return
            }
            #expect(progress == shown)
        }
    }

    @Test func `markdown is told apart by its lines`() {
        let text =
            "# Title\nfirst\nsecond\n\nthird\n- one\n  more\n- two\n> q\n> r\n---\n```py\nx = 1\n\n# no title\n```\nend"
        let expected: [MarkdownBlock] = [
            .init(kind: .heading, text: "Title"), .init(kind: .paragraph, text: "first\nsecond"),
            .init(kind: .paragraph, text: "third"), .init(kind: .item, text: "one\nmore"),
            .init(kind: .item, text: "two"), .init(kind: .quote, text: "q\nr"), .init(kind: .rule, text: ""),
            .init(kind: .code, text: "x = 1\n\n# no title"), .init(kind: .paragraph, text: "end"),
        ]
        #expect(MarkdownBlock.blocks(of: text) == expected)
    }
}
