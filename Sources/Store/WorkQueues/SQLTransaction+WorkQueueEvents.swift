import Core

extension SQLTransaction {
    /// Keeps an event of a queue that came to a status.
    func tell(_ status: WorkStatus, ofWorkQueue id: ID, at now: Timestamp) throws {
        let subject = try connection.first(
            """
            SELECT work_queue.id, work_queue.name, work_pool.id, work_pool.name, work_pool.type
            FROM work_queue JOIN work_pool ON work_pool.id = work_queue.work_pool_id WHERE work_queue.id = \(id)
            """
        ) { row in
            WorkQueueEvent.Subject(
                queue: ObjectName(id: try row.id(0), name: row.text(1)),
                pool: ObjectName(id: try row.id(2), name: row.text(3)), poolType: row.text(4))
        }
        if let subject { try insertEvent(WorkQueueEvent.became(status, subject, at: now)) }
    }
}
