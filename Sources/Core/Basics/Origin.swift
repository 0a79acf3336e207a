/// Who made or changed an object: an automation, a deployment, a person.
public enum Origin {
    /// Under the names that the API has for the maker and for the last who changed something.
    public static let createdBy = WireObject("CreatedBy", fields)
    public static let updatedBy = WireObject("UpdatedBy", fields)

    private static let fields: [WireField] = [
        .nullable("id", .id), .nullable("type", .text), .nullable("display_value", .text),
    ]
}
