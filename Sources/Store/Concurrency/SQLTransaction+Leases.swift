public import Core

extension SQLTransaction: ConcurrencyWriting {
    public func insertLease(_ lease: ConcurrencyLease, at now: Timestamp) throws {
        try connection.run("DELETE FROM concurrency_lease WHERE expires <= \(now)")
        try connection.run(
            """
            INSERT INTO concurrency_lease (id, created, expires, holder)
            VALUES (\(lease.id), \(now), \(lease.expires), \(lease.holder))
            """)
    }

    public func renewLease(_ id: ID, until expires: Timestamp, at now: Timestamp) throws -> Bool {
        try connection.run(
            "UPDATE concurrency_lease SET expires = \(expires) WHERE id = \(id) AND expires > \(now)") > 0
    }

    public func endLease(_ id: ID) throws {
        try connection.run("DELETE FROM concurrency_lease WHERE id = \(id)")
    }
}
