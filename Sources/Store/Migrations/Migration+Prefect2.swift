extension Migration {
    /// What Prefect 2's clients say of deployments and newer ones no longer do.
    static let prefect2 = Migration(
        name: "Prefect 2",
        script: """
            ALTER TABLE deployment ADD COLUMN manifest_path TEXT;

            -- A block that is deleted takes no deployment with it, and no run: they go on without it. Runs that are over keep
            -- its id.
            CREATE INDEX deployment_by_storage ON deployment (storage_document_id) WHERE storage_document_id IS NOT NULL;
            CREATE INDEX deployment_by_infrastructure ON deployment (infrastructure_document_id)
                WHERE infrastructure_document_id IS NOT NULL;
            CREATE TRIGGER block_document_leaves_deployments AFTER DELETE ON block_document BEGIN
                UPDATE flow_run SET infrastructure_document_id = NULL
                    WHERE state_type = 'SCHEDULED' AND infrastructure_document_id = OLD.id AND deployment_id IN
                        (SELECT id FROM deployment WHERE infrastructure_document_id = OLD.id);
                UPDATE deployment SET infrastructure_document_id = NULL WHERE infrastructure_document_id = OLD.id;
                UPDATE deployment SET storage_document_id = NULL WHERE storage_document_id = OLD.id;
            END;
            """)
}
