public import JSON

extension BlockDocumentReading {
    /// What the jobs of a base job template can be told, with the block documents that its defaults refer to.
    public func jobVariables(of base: JSONObject) throws -> JobVariables {
        var documents: [ID: JSONValue] = [:]
        for id in JobVariables.references(in: base) {
            if let document = try blockDocument(id) { documents[id] = .object(document.data) }
        }
        return JobVariables(base, documents: documents)
    }
}
