extension Migration {
    /// Keys of the data of block documents. What is plain is sealed when the database is opened, for this script has no key.
    static let secrets = Migration(
        name: "secrets",
        script: """
            -- The name of the key that data is sealed with; NULL when it is plain text.
            ALTER TABLE block_document ADD COLUMN key_id TEXT;
            CREATE INDEX block_document_by_key ON block_document (key_id);

            -- One row while pages of the file that nothing refers to may still hold what was sealed since.
            CREATE TABLE unswept (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1)
            );
            INSERT INTO unswept (id) SELECT 1 WHERE EXISTS (SELECT 1 FROM block_type) OR EXISTS (SELECT 1 FROM event)
                OR (SELECT freelist_count FROM pragma_freelist_count) > 0;
            """)
}
