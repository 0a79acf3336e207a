import JSON

extension BodyReader {
    /// What the policies of flow runs and of task runs say alike of retries: an older pair of members, whose number of
    /// retries speaks for the newer member where that is silent, and that one.
    ///
    /// - Returns: only the members that differ from their defaults, and the older delay in seconds.
    mutating func retries() -> (sparse: JSONObject, delay: Double) {
        var sparse = JSONObject()
        let most = optional("max_retries", .integer, default: 0)
        if most != 0 { sparse["max_retries"] = .int(most) }
        let delay = optional("retry_delay_seconds", .number, default: 0)
        if delay != 0 { sparse["retry_delay_seconds"] = .double(delay) }
        if let number = optional("retries", .integer) ?? (most == 0 ? nil : most) { sparse["retries"] = .int(number) }
        return (sparse, delay)
    }
}
