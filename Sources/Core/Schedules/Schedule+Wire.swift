extension Schedule {
    /// What the API answers for a schedule: ``json``, as one of three objects.
    public static let shape = WireShape.either([
        .object(
            WireObject(
                "IntervalSchedule",
                [.init("interval", .seconds), .init("anchor_date", .time), .nullable("timezone", .text)])),
        .object(
            WireObject("CronSchedule", [.init("cron", .text), .nullable("timezone", .text), .init("day_or", .boolean)])),
        .object(WireObject("RRuleSchedule", [.init("rrule", .text), .nullable("timezone", .text)])),
    ])
}
