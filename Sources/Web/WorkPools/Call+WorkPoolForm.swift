import Core

extension Call {
    /// What of a work pool the client can take, by the version that it names in `User-Agent`: `prefect/3.8.8 (API 0.8.4)`.
    var workPoolForm: WorkPoolForm {
        guard let agent = request.headers["User-Agent"], agent.hasPrefix("prefect/") else { return .whole }
        let numbers = agent.dropFirst("prefect/".count).prefix { $0 != " " }.split(separator: ".").map { Int($0) ?? 0 }
        return numbers.lexicographicallyPrecedes([3, 3, 8]) ? .old : .whole
    }
}
