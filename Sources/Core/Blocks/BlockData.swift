public import JSON

/// The data of a block document, taken apart: what is stored with it, and the documents that it refers to.
public struct BlockData: Sendable {
    /// Another document under the name of a member.
    public struct Reference: Sendable, Equatable {
        public var name: String
        public var document: ID

        public init(name: String, document: ID) {
            self.name = name
            self.document = document
        }
    }

    public var plain = JSONObject()
    public var references: [Reference] = []

    /// Takes out the members of the form `{"$ref": {"block_document_id": …}}`; only those at the top are references.
    public init(_ data: JSONObject) throws {
        for member in data.members {
            guard let reference = member.value.object?["$ref"] else {
                plain[member.key] = member.value
                continue
            }
            guard let given = reference["block_document_id"], given != .null else {
                throw Failure.badRequest(
                    "Received block reference without a block_document_id in key \(member.key)")
            }
            guard let document = given.string.flatMap({ ID($0) }) else {
                throw Failure.badRequest(
                    "The block_document_id of the block reference in key \(member.key) is no valid UUID.")
            }
            references.append(Reference(name: member.key, document: document))
        }
    }
}
