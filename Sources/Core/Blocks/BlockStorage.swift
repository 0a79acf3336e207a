public import JSON

/// What can be asked about block types.
public protocol BlockTypeReading {
    /// Writes a type as an object. False, with nothing written, when there is none.
    func writeBlockType(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    func writeBlockType(slug: String, into writer: inout JSONWriter) throws -> Bool
    /// Writes the types of a page by name, one after another.
    func writeBlockTypes(_ query: BlockQuery, page: Page, into writer: inout JSONWriter) throws
    func blockType(_ id: ID) throws -> BlockTypeFacts?
    func blockType(slug: String) throws -> BlockTypeFacts?
    /// Those of the slugs that no type has.
    func missingBlockTypes(_ slugs: [String]) throws -> [String]
}

/// What can be changed about block types.
public protocol BlockTypeWriting {
    /// Adds a type; its slug must be free.
    func insertBlockType(_ type: BlockTypeFacts, at now: Timestamp) throws
    func updateBlockType(_ id: ID, _ presentation: BlockTypePresentation, at now: Timestamp) throws
    func protectBlockType(_ id: ID) throws
    /// Deletes a type with its schemas and documents.
    func deleteBlockType(_ id: ID) throws
}

/// What can be asked about block schemas.
public protocol BlockSchemaReading {
    func writeBlockSchema(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the newest schema with a checksum, of one version when that is given.
    func writeBlockSchema(checksum: String, version: String?, into writer: inout JSONWriter) throws -> Bool
    /// Writes the schemas of a page, the newest first.
    func writeBlockSchemas(_ filter: BlockSchemaFilter?, page: Page, into writer: inout JSONWriter) throws
    func blockSchema(_ id: ID) throws -> BlockSchemaFacts?
    /// The newest schema with a checksum, of one version when that is given.
    func blockSchema(checksum: String, version: String?) throws -> ID?
    /// Every capability that a schema has, by name.
    func blockCapabilities() throws -> [String]
}

/// What can be changed about block schemas.
public protocol BlockSchemaWriting {
    func insertBlockSchema(_ schema: NewBlockSchema, checksum: String, at now: Timestamp) throws
    func insertBlockSchemaReference(from parent: ID, named name: String, to schema: ID) throws
    /// Deletes a schema with its documents. False when there is none.
    func deleteBlockSchema(_ id: ID) throws -> Bool
}

/// What can be asked about block documents.
public protocol BlockDocumentReading {
    /// Writes a document with those that it refers to, secrets masked unless they are asked for.
    func writeBlockDocument(_ id: ID, secrets: Bool, into writer: inout JSONWriter) throws -> Bool
    func writeBlockDocument(
        named name: String, typeSlug: String, secrets: Bool, into writer: inout JSONWriter
    ) throws -> Bool
    func writeBlockDocuments(
        _ query: BlockQuery, sort: BlockDocumentSort, page: Page?, secrets: Bool, into writer: inout JSONWriter) throws
    func countBlockDocuments(_ query: BlockQuery) throws -> Int
    func blockDocument(_ id: ID) throws -> BlockDocumentFacts?
    func blockDocumentExists(named name: String, ofType type: ID) throws -> Bool
    func blockReferences(of id: ID) throws -> [BlockData.Reference]
    /// Whether a document is another one, or refers to it, directly or through others.
    func blockDocument(_ id: ID, leadsTo other: ID) throws -> Bool
    /// The references of all documents that lead to this one, and of those that they lead to.
    func blockReferences(around id: ID) throws -> [(parent: ID, reference: ID)]
}

/// What can be changed about block documents.
public protocol BlockDocumentWriting {
    /// Adds a document without references. Its schema must be there.
    func insertBlockDocument(_ document: NewBlockDocument, at now: Timestamp) throws
    func updateBlockDocument(_ id: ID, data: JSONObject, at now: Timestamp) throws
    func updateBlockDocument(_ id: ID, schema: ID, at now: Timestamp) throws
    func setBlockReferences(_ references: [BlockData.Reference], of id: ID) throws
    /// False when there is none.
    func deleteBlockDocument(_ id: ID) throws -> Bool
}

/// What can be asked about where clients keep results by default.
public protocol ResultStorageReading {
    /// The block document that says where; nil when none was chosen.
    func defaultResultStorage() throws -> ID?
}

/// What can be changed about where clients keep results by default.
public protocol ResultStorageWriting {
    func setDefaultResultStorage(_ document: ID?) throws
}
