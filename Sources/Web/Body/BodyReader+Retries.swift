import JSON

extension BodyReader {
    /// What the policies of flow runs and of task runs say alike of retries: an older pair of members, whose number of
    /// retries speaks for the newer member where that is silent, and that one.
    ///
    /// - Returns: only the members that differ from their defaults, and the older delay in seconds as it was sent, if any.
    mutating func retries() -> (sparse: JSONObject, delay: JSONValue?) {
        var sparse = JSONObject()
        let most = optional("max_retries", .integer, default: 0)
        if most != 0 { sparse["max_retries"] = .int(most) }
        // Not by `flatMap`: in its closure `nil` would be JSON's null.
        let sent = present("retry_delay_seconds", .seconds)
        let delay: JSONValue? = sent?.double == 0 ? .none : sent
        sparse["retry_delay_seconds"] = delay?.double.map(JSONValue.double)
        sparse["retries"] = optional("retries", .integer).map(JSONValue.int)
        if !says("retries"), most != 0 { sparse["retries"] = .int(most) }
        return (sparse, delay)
    }
}

extension Kind where Value == JSONValue {
    /// A number of seconds; a whole number stays one.
    fileprivate static var seconds: Kind {
        Kind<Double>.number.map(fallback: .null) { value, json, _, _ in
            if case .int = json { return json }
            return .double(value)
        }
    }
}
