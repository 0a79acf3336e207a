extension WorkPool {
    /// Names that begin with `prefect`, in any case, are the system's own.
    public static func isReserved(_ name: String) -> Bool { name.lowercased().hasPrefix("prefect") }

    /// More than blanks and quotes, and none of `/ % & > <`.
    public static func isName(_ name: String) -> Bool {
        !isBlank(name) && !name.contains { "/%&><".contains($0) }
    }

    /// Nothing but blanks and quotes.
    public static func isBlank(_ name: String) -> Bool { name.allSatisfy { "' \"".contains($0) } }

    public static let nameIsReserved = Failure.forbidden(
        "Work pools starting with 'Prefect' are reserved for internal use.")
    public static let mayNotChange = Failure.forbidden(
        """
        Work pools starting with 'Prefect' are reserved for internal use and can only be updated to set concurrency limits or \
        pause.
        """)
    public static let mayNotGo = Failure.forbidden(
        "Work pools starting with 'Prefect' are reserved for internal use and can not be deleted.")

    public static func notFound(_ name: String) -> Failure { .notFound("Work pool \"\(name)\" not found.") }
}
