public import JSON

/// A block type of one of Prefect's integrations, or of Prefect 2 itself, as a file of `collections/blocks` describes it: its
/// fields in words of our own, and which other blocks they may hold.
public struct IntegrationBlock: Sendable {
    public let name: String
    public let slug: String
    let presentation: BlockTypePresentation
    let isProtected: Bool
    let capabilities: [String]
    /// The field schema without what it says of other blocks.
    let fields: JSONObject
    /// The types of the blocks that a member may hold.
    let nested: [(member: String, slugs: [String])]

    /// Nil when the value does not say all that it must.
    public init?(_ value: JSONValue) {
        guard let name = value["name"]?.string, let slug = value["slug"]?.string,
            let description = value["description"]?.string, var fields = value["fields"]?.object
        else { return nil }
        self.name = name
        self.slug = slug
        presentation = BlockTypePresentation(
            logoURL: value["logo_url"]?.string, documentationURL: value["documentation_url"]?.string,
            description: description)
        isProtected = value["is_protected"]?.bool ?? false
        capabilities = (value["capabilities"]?.array ?? []).compactMap(\.string)
        fields["description"] = .string(description)
        fields["block_type_slug"] = .string(slug)
        self.fields = fields
        nested = (value["nested_blocks"]?.object?.members ?? []).map {
            ($0.key, ($0.value.array ?? []).compactMap(\.string))
        }
    }
}
