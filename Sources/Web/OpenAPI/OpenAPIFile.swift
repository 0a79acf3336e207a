import Core
import JSON
import Synchronization

/// The description of the API as bytes: made when it is first asked for, which takes some milliseconds, and then kept.
final class OpenAPIFile: Sendable {
    /// What is kept.
    struct Content: Sendable {
        let document: OpenAPIDocument
        let bytes: [UInt8]
        /// An entity tag (RFC 9110, section 8.8.3).
        let tag: String
    }

    private let basePath: String
    private let made = Mutex<Content?>(nil)

    init(basePath: String) { self.basePath = basePath }

    var content: Content {
        made.withLock { made in
            if let made { return made }
            let document = OpenAPIDocument(Routes.all)
            let bytes = Array(JSONValue.object(document.json(basePath: basePath)).text.utf8)
            let content = Content(document: document, bytes: bytes, tag: "\"\(Self.hash(of: bytes))\"")
            made = content
            return content
        }
    }

    /// FNV-1a of 64 bits: two versions of the document have different tags.
    private static func hash(of bytes: [UInt8]) -> String {
        String(bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
    }
}
