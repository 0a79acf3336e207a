import JSON

extension BuiltInBlock {
    private static let mood = BlockField.choice(
        "notify_type", "Notify Type", ["info", "success", "warning", "failure"])
    private static let privateAddresses = BlockField.flag("allow_private_urls", "Allow Private Urls", default: true)

    private init(
        _ name: String, _ slug: String, _ title: String, logo: String, _ description: String, _ fields: [BlockField]
    ) {
        self.init(
            name: name, slug: slug, title: title, description: description, logoURL: BuiltInBlock.logo(logo),
            documentationURL:
                "https://docs.prefect.io/latest/automate/events/automations-triggers#sending-notifications-with-automations",
            capabilities: ["notify"], fields: fields)
    }

    /// Ways to tell people something.
    static let notifications: [BuiltInBlock] = [
        BuiltInBlock(
            "Slack Webhook", "slack-webhook", "SlackWebhook", logo: "slack",
            "Messages to a channel of Slack, through an incoming webhook.",
            [mood, .text("url", "Webhook URL", [.required, .secret]), privateAddresses]),
        BuiltInBlock(
            "Microsoft Teams Webhook", "ms-teams-webhook", "MicrosoftTeamsWebhook", logo: "microsoft-teams",
            "Messages to a channel of Microsoft Teams, through a workflow's webhook.",
            [
                mood, .text("url", "Webhook URL", [.required, .secret]), privateAddresses,
                .flag("include_image", "Include Image", default: true), .flag("wrap", "Wrap", default: true),
            ]),
        BuiltInBlock(
            "Pager Duty Webhook", "pager-duty-webhook", "PagerDutyWebHook", logo: "pagerduty",
            "Alerts through PagerDuty.",
            [
                mood, .text("integration_key", "Integration Key", [.required, .secret]),
                .text("api_key", "API Key", [.required, .secret]),
                .optionalText("source", "Source", default: "Prefect"),
                .text("component", "Component", default: "Notification"), .text("group", "Group"),
                .text("class_id", "Class ID"), .choice("region_name", "Region Name", ["us", "eu"]),
                .address("clickable_url", "Clickable URL"), .flag("include_image", "Include Image", default: true),
                .mapOfTexts("custom_details", "Custom Details"),
            ]),
        BuiltInBlock(
            "Twilio SMS", "twilio-sms", "TwilioSMS", logo: "twilio", "Text messages to phones, through Twilio.",
            [
                mood, .text("account_sid", "Account Sid", .required),
                .text("auth_token", "Auth Token", [.required, .secret]),
                .text("from_phone_number", "From Phone Number", .required),
                .texts("to_phone_numbers", "To Phone Numbers", .required),
            ]),
        BuiltInBlock(
            "Opsgenie Webhook", "opsgenie-webhook", "OpsgenieWebhook", logo: "opsgenie", "Alerts through Opsgenie.",
            [
                mood, .text("apikey", "API Key", [.required, .secret]), .texts("target_user", "Target User"),
                .texts("target_team", "Target Team"), .texts("target_schedule", "Target Schedule"),
                .texts("target_escalation", "Target Escalation"),
                .choice("region_name", "Region Name", ["us", "eu"]), .flag("batch", "Batch", default: false),
                .texts("tags", "Tags"), .integer("priority", "Priority", default: 3), .text("alias", "Alias"),
                .text("entity", "Entity"), .mapOfTexts("details", "Details"),
            ]),
        BuiltInBlock(
            "Mattermost Webhook", "mattermost-webhook", "MattermostWebhook", logo: "mattermost",
            "Messages to channels of a Mattermost server.",
            [
                mood, .text("hostname", "Hostname", .required), .flag("secure", "Secure", default: false),
                .text("token", "Token", [.required, .secret]), .text("botname", "Bot name"),
                .texts("channels", "Channels"), .flag("include_image", "Include Image", default: false),
                .text("path", "Path"), .wholeNumber("port", "Port", default: 8065),
            ]),
        BuiltInBlock(
            "Discord Webhook", "discord-webhook", "DiscordWebhook", logo: "discord",
            "Messages to a channel of Discord.",
            [
                mood, .text("webhook_id", "Webhook Id", [.required, .secret]),
                .text("webhook_token", "Webhook Token", [.required, .secret]), .text("botname", "Bot name"),
                .flag("tts", "Tts", default: false), .flag("include_image", "Include Image", default: false),
                .flag("avatar", "Avatar", default: false), .text("avatar_url", "Avatar URL"),
            ]),
        BuiltInBlock(
            "Custom Webhook", "custom-webhook", "CustomWebhookNotificationBlock", logo: "webhook",
            "Messages to any address that takes them over HTTP, in a form of one's own.",
            [
                .text("name", "Name", .required), .text("url", "Webhook URL", .required),
                .choice("method", "Method", ["GET", "POST", "PUT", "PATCH", "DELETE"], default: "POST"),
                .mapOfTexts("params", "Query Params"), .optionalObject("json_data", "JSON Data"),
                .mapOfTexts("form_data", "Form Data", or: ["type": "string"]), .mapOfTexts("headers", "Headers"),
                .mapOfTexts("cookies", "Cookies"),
                .number("timeout", "Timeout", default: 10), privateAddresses,
                .object("secrets", "Custom Secret Values", .secretValues),
            ]),
        BuiltInBlock(
            "Sendgrid Email", "sendgrid-email", "SendgridEmail", logo: "email", "Mails, through SendGrid.",
            [
                mood, .text("api_key", "API Key", [.required, .secret]),
                .text("sender_email", "Sender email id", .required),
                .texts("to_emails", "Recipient emails", .required),
            ]),
    ]
}
