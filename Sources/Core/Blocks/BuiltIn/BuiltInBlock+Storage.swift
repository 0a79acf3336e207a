extension BuiltInBlock {
    private static let fileSystem = ["get-directory", "put-directory", "read-path", "write-path"]
    private static let documentation = "https://docs.prefect.io/latest/develop/results#specifying-a-default-filesystem"

    /// Places for files, results among them.
    static let storage: [BuiltInBlock] = [
        BuiltInBlock(
            name: "Local File System", slug: "local-file-system", title: "LocalFileSystem",
            description: "A folder of the machine on which a flow runs.", logoURL: logo("filesystem"),
            documentationURL: documentation, isProtected: true, capabilities: fileSystem,
            fields: [.text("basepath", "Basepath")]),
        BuiltInBlock(
            name: "Remote File System", slug: "remote-file-system", title: "RemoteFileSystem",
            description: "A folder of any store for which there is an fsspec driver, such as a bucket.",
            logoURL: logo("filesystem"), documentationURL: documentation, capabilities: fileSystem,
            fields: [.text("basepath", "Basepath", .required), .object("settings", "Settings")]),
        BuiltInBlock(
            name: "SMB", slug: "smb", title: "SMB",
            description: "A folder that a file server shares over SMB.", logoURL: logo("smb"),
            documentationURL: documentation, capabilities: fileSystem,
            fields: [
                .text("share_path", "Share Path", .required), .text("smb_username", "SMB Username", .secret),
                .text("smb_password", "SMB Password", .secret),
                .text("smb_host", "SMB server/hostname", .required), .integer("smb_port", "SMB port", default: nil),
            ]),
    ]

    /// The address of one of the pictures that Prefect publishes for its blocks.
    static func logo(_ name: String) -> String {
        "https://raw.githubusercontent.com/PrefectHQ/prefect/420d0d6a78bb6df1fc18bcf188fdad43c1d22ea9/assets/block-logos/"
            + "\(name).png"
    }
}
