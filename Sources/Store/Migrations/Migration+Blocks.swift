extension Migration {
    /// Block types, schemas and documents, and the document that says where results are kept by default.
    static let blocks = Migration(
        name: "blocks",
        script: """
            CREATE TABLE block_type (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL,
                slug TEXT NOT NULL UNIQUE,
                logo_url TEXT,
                documentation_url TEXT,
                description TEXT,
                code_example TEXT,
                is_protected INTEGER NOT NULL DEFAULT 0
            );
            CREATE INDEX block_type_by_name ON block_type (name, id);

            CREATE TABLE block_schema (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                block_type_id BLOB NOT NULL REFERENCES block_type (id) ON DELETE CASCADE,
                checksum TEXT NOT NULL,
                version TEXT NOT NULL,
                -- Without what is a schema of its own: nested blocks are rows of block_schema_reference.
                fields TEXT NOT NULL DEFAULT '{}',
                capabilities TEXT NOT NULL DEFAULT '[]',
                UNIQUE (checksum, version)
            );
            CREATE INDEX block_schema_by_type ON block_schema (block_type_id, created);
            CREATE INDEX block_schema_by_created ON block_schema (created);

            CREATE TABLE block_schema_reference (
                parent_id BLOB NOT NULL REFERENCES block_schema (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                reference_id BLOB NOT NULL REFERENCES block_schema (id) ON DELETE CASCADE,
                PRIMARY KEY (parent_id, name, reference_id)
            );
            CREATE INDEX block_schema_reference_back ON block_schema_reference (reference_id);

            CREATE TABLE block_document (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                name TEXT NOT NULL,
                block_type_id BLOB NOT NULL REFERENCES block_type (id) ON DELETE CASCADE,
                block_schema_id BLOB NOT NULL REFERENCES block_schema (id) ON DELETE CASCADE,
                is_anonymous INTEGER NOT NULL DEFAULT 0,
                -- Sealed; without the documents that it refers to, which are rows of block_document_reference.
                data TEXT NOT NULL DEFAULT '{}',
                UNIQUE (block_type_id, name)
            );
            CREATE INDEX block_document_by_name ON block_document (name, id);
            -- Clients of Prefect 2 leave an anonymous document behind with each process; lists mostly want the others.
            CREATE INDEX block_document_by_kind ON block_document (is_anonymous, name, id);
            CREATE INDEX block_document_by_schema ON block_document (block_schema_id);

            CREATE TABLE block_document_reference (
                parent_id BLOB NOT NULL REFERENCES block_document (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                reference_id BLOB NOT NULL REFERENCES block_document (id) ON DELETE CASCADE,
                PRIMARY KEY (parent_id, name)
            );
            CREATE INDEX block_document_reference_back ON block_document_reference (reference_id);

            -- One row, or none when no block was chosen.
            CREATE TABLE result_storage (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                block_document_id BLOB NOT NULL REFERENCES block_document (id) ON DELETE CASCADE
            );
            CREATE INDEX result_storage_by_document ON result_storage (block_document_id);

            -- What a block was used for outlives it.
            CREATE INDEX deployment_by_storage ON deployment (storage_document_id) WHERE storage_document_id IS NOT NULL;
            CREATE INDEX deployment_by_infrastructure ON deployment (infrastructure_document_id)
                WHERE infrastructure_document_id IS NOT NULL;
            CREATE INDEX flow_run_by_infrastructure ON flow_run (infrastructure_document_id)
                WHERE infrastructure_document_id IS NOT NULL;
            CREATE TRIGGER block_document_leaves AFTER DELETE ON block_document BEGIN
                UPDATE deployment SET storage_document_id = NULL WHERE storage_document_id = old.id;
                UPDATE deployment SET infrastructure_document_id = NULL WHERE infrastructure_document_id = old.id;
                UPDATE flow_run SET infrastructure_document_id = NULL WHERE infrastructure_document_id = old.id;
            END;
            """)
}
