extension BuiltInBlock {
    private static let pictures = "https://cdn.sanity.io/images/3ugk85nk/production/"
    private static let documentation = "https://docs.prefect.io/api-ref/prefect/blocks/system/"

    /// Single values. Only clients of Prefect 2 still have classes for those that are no secrets.
    static let values: [BuiltInBlock] = [
        BuiltInBlock(
            name: "Secret", slug: "secret", title: "Secret",
            description: "A value that is shown to nobody who does not ask for it, such as a password.",
            logoURL: logo("secret"), documentationURL: "https://docs.prefect.io/latest/develop/blocks",
            isProtected: true, fields: [.secretValue("value", "Value")]),
        BuiltInBlock(
            name: "JSON", slug: "json", title: "JSON", description: "Any value that JSON can say.",
            logoURL: pictures + "4fcef2294b6eeb423b1332d1ece5156bf296ff96-48x48.png",
            documentationURL: documentation + "#prefect.blocks.system.JSON",
            fields: [.any("value", "Value", .required)]),
        BuiltInBlock(
            name: "String", slug: "string", title: "String", description: "A text.",
            logoURL: pictures + "c262ea2c80a2c043564e8763f3370c3db5a6b3e6-48x48.png",
            documentationURL: documentation + "#prefect.blocks.system.String",
            fields: [.text("value", "Value", .required)]),
        BuiltInBlock(
            name: "Date Time", slug: "date-time", title: "DateTime", description: "A moment, with its time zone.",
            logoURL: pictures + "8b3da9a6621e92108b8e6a75b82e15374e170ff7-48x48.png",
            documentationURL: documentation + "#prefect.blocks.system.DateTime",
            fields: [.time("value", "Value", .required)]),
        BuiltInBlock(
            name: "Webhook", slug: "webhook", title: "Webhook",
            description: "An address that a flow calls over HTTP.", logoURL: logo("webhook"),
            documentationURL: "https://docs.prefect.io/latest/automate/events/webhook-triggers", isProtected: true,
            fields: [
                .choice("method", "Method", ["GET", "POST", "PUT", "PATCH", "DELETE"], default: "POST"),
                .text("url", "Webhook URL", [.required, .secret]),
                .object("headers", "Webhook Headers", .secretValues),
                .flag("allow_private_urls", "Allow Private Urls", default: true),
                .flag("verify", "Verify", default: true),
            ]),
    ]
}
