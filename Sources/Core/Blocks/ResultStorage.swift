/// Where clients keep results when a flow does not say.
public enum ResultStorage {
    /// What a block must be able to do for that.
    private static let capability = "write-path"

    /// Chooses the block document. Refuses one that is not there or that can keep nothing.
    public static func choose(_ document: ID, in tx: any Writing) throws {
        guard let facts = try tx.blockDocument(document) else {
            throw Failure.notFound("Block document \(document) not found.")
        }
        guard facts.capabilities.contains(capability) else {
            throw Failure.unprocessable("Block document \(document) cannot be used for result storage.")
        }
        try tx.setDefaultResultStorage(document)
    }
}
