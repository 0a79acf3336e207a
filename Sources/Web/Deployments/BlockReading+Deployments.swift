import Core

extension BlockDocumentReading {
    /// Refuses blocks that are not there, in the words for a deployment that is to be made.
    func checkDocuments(of change: DeploymentChange) throws {
        guard let (kind, id) = try missingDocument(of: change) else { return }
        throw Failure.conflict(
            """
            Error creating deployment. Could not find \(kind) block with id: \(id). This usually occurs when applying a \
            deployment specification that was built against a different Prefect database / workspace.
            """)
    }

    /// The first block that a deployment would name and that is not there.
    func missingDocument(of change: DeploymentChange) throws -> (kind: String, id: ID)? {
        let named = [("infrastructure", change.infrastructureDocumentID), ("storage", change.storageDocumentID)]
        for case (let kind, .some(.some(let id))) in named where try blockDocument(id) == nil { return (kind, id) }
        return nil
    }
}
