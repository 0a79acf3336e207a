extension Migration {
    /// What Prefect 2's clients say of deployments and newer ones no longer do.
    static let prefect2 = Migration(
        name: "Prefect 2",
        script: """
            ALTER TABLE deployment ADD COLUMN manifest_path TEXT;
            """)
}
