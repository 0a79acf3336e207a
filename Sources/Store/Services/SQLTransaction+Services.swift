public import Core

extension SQLTransaction: ServiceReading {
    public func lastTicks() throws -> [String: Timestamp] {
        let ticks = try connection.rows("SELECT name, last_tick FROM service") { ($0.text(0), $0.time(1)) }
        return Dictionary(uniqueKeysWithValues: ticks)
    }
}

extension SQLTransaction: ServiceWriting {
    public func recordTick(ofService name: String, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO service (name, last_tick) VALUES (\(name), \(now))
            ON CONFLICT (name) DO UPDATE SET last_tick = excluded.last_tick
            """)
    }
}
