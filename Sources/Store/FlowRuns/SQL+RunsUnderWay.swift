import Core

/// Which runs take up slots of queues and pools.
extension SQL {
    /// The run of an alias is under way. This is the condition of the indexes of such runs, which a query repeats word for
    /// word so that SQLite uses them.
    static func isUnderWay(_ run: String) -> SQL {
        "\(SQL(name: run)).state_type IN ('PENDING', 'RUNNING', 'CANCELLING')"
    }

    /// The run of an alias takes up a slot of its queue and pool, as workers count. The first condition finds it.
    static func holdsSlot(_ run: String) -> SQL {
        "\(isUnderWay(run)) AND \(SQL(name: run)).state_type <> 'CANCELLING'"
    }
}
