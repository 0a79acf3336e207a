import Core
internal import Crypto
internal import FoundationEssentials
import JSON

/// What the row of a block document keeps of its data.
struct SealedData {
    /// Nil where the data is plain text, as it was before there were keys.
    let keyID: String?
    /// The nonce, the sealed text and its tag (NIST SP 800-38D), or the plain text.
    let bytes: [UInt8]
}

extension KeyRing {
    /// Seals the data of a document with the first key. The seal opens at that document alone.
    func seal(_ data: JSONObject, of document: ID) throws -> SealedData {
        try seal(Array(JSONValue.object(data).text.utf8), of: document)
    }

    /// Opens the data of a document.
    func open(_ sealed: SealedData, of document: ID) throws -> JSONObject {
        let text = try text(sealed, of: document)
        guard let data = try? JSONValue(parsing: text, limits: JSONLimits(size: .max, depth: 256)).object else {
            throw SealError.damaged(document: document, key: sealed.keyID)
        }
        return data
    }

    /// The same data under the first key.
    func reseal(_ sealed: SealedData, of document: ID) throws -> SealedData {
        try seal(text(sealed, of: document), of: document)
    }

    private func seal(_ text: [UInt8], of document: ID) throws -> SealedData {
        let box = try AES.GCM.seal(text, using: sealing.key, authenticating: KeyRing.place(document))
        return SealedData(keyID: sealing.id, bytes: Array(box.nonce) + Array(box.ciphertext) + Array(box.tag))
    }

    private func text(_ sealed: SealedData, of document: ID) throws -> [UInt8] {
        guard let id = sealed.keyID else { return sealed.bytes }
        guard let key = key(id) else { throw SealError.unknownKey(id, document: document) }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.bytes)
            return Array(try AES.GCM.open(box, using: key.key, authenticating: KeyRing.place(document)))
        } catch {
            throw SealError.damaged(document: document, key: id)
        }
    }

    /// What binds a seal to the row that it lies in.
    private static func place(_ document: ID) -> [UInt8] { Array("block_document \(document)".utf8) }
}

/// Why data cannot be opened. It says nothing of the data.
enum SealError: Error, CustomStringConvertible {
    case unknownKey(String, document: ID)
    case damaged(document: ID, key: String?)

    var description: String {
        switch self {
        case .unknownKey(let id, let document):
            "The data of block document \(document) is sealed with key \(id), which this server does not have. "
                + "Put that key back into RIGEL_SECRETS_KEY_FILE or RIGEL_SECRETS_KEY and start again."
        case .damaged(let document, let key):
            "The data of block document \(document) does not open with its key\(key.map { " \($0)" } ?? ""): it was changed "
                + "by something else. Save the block again, or restore a backup."
        }
    }
}
