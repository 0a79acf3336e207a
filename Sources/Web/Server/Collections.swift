public import Core
public import JSON

/// What `collections/views/*` tell of Prefect's integrations: the types of their workers with base job templates, and their
/// blocks. It is read from files once, at the start.
public struct Collections: Sendable {
    /// The text of each view by its name.
    let views: [String: [UInt8]]
    /// The block types, to be added at the start.
    public let blocks: [IntegrationBlock]

    /// One file: the integration in whose folder it lies, and what is in it.
    public struct Entry: Sendable {
        let collection: String
        let value: JSONValue

        public init(collection: String, value: JSONValue) {
            self.collection = collection
            self.value = value
        }
    }

    /// Views that Prefect's server fetches from elsewhere and that have nothing to tell here.
    static let absent: Set<String> = ["aggregate-flow-metadata", "demo-flows"]

    public init(workers: [Entry], blocks: [Entry]) {
        self.blocks = blocks.compactMap { IntegrationBlock($0.value) }
        let workers = Self.byCollection(workers, "type")
        let types = Self.byCollection(blocks, "slug").members.map {
            JSONObject.Member(key: $0.key, value: ["block_types": $0.value])
        }
        views = [
            "aggregate-worker-metadata": Array(JSONValue.object(workers).text.utf8),
            "aggregate-block-metadata": Array(JSONValue.object(JSONObject(types)).text.utf8),
        ]
    }

    /// Entries by their collection, then by one of their members.
    private static func byCollection(_ entries: [Entry], _ key: String) -> JSONObject {
        var result = JSONObject()
        for entry in entries {
            guard let name = entry.value[key]?.string else { continue }
            var collection = result[entry.collection]?.object ?? JSONObject()
            collection[name] = entry.value
            result[entry.collection] = .object(collection)
        }
        return result
    }
}
