import Core

extension SQL {
    /// Joins the queue of a run; nothing when it has none, or its queue is gone.
    static func workQueue(of table: String) -> SQL {
        "LEFT JOIN work_queue AS workQueue ON workQueue.id = \(SQL(name: table)).work_queue_id"
    }

    /// Joins the pool of the queue that a run or deployment has.
    static func workPool(of table: String) -> SQL {
        """
        LEFT JOIN work_pool AS workPool
            ON workPool.id = (SELECT work_pool_id FROM work_queue WHERE id = \(SQL(name: table)).work_queue_id)
        """
    }
}
