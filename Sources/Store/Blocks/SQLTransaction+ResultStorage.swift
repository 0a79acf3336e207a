public import Core

extension SQLTransaction: ResultStorageReading {
    public func defaultResultStorage() throws -> ID? {
        try connection.first("SELECT block_document_id FROM result_storage") { try $0.id(0) }
    }
}

extension SQLTransaction: ResultStorageWriting {
    public func setDefaultResultStorage(_ document: ID?) throws {
        try connection.run("DELETE FROM result_storage")
        guard let document else { return }
        try connection.run("INSERT INTO result_storage (id, block_document_id) VALUES (1, \(document))")
    }
}
