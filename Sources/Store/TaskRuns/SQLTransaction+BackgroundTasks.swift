public import Core
import JSON

extension SQLTransaction: BackgroundTaskReading {
    public func hasWaitingTaskRun(of taskKeys: [String]) throws -> Bool {
        try connection.exists(
            """
            SELECT 1 FROM waiting_task_run
            WHERE task_worker_id IS NULL AND task_key IN \(SQL.list(taskKeys)) LIMIT 1
            """)
    }

    public func taskWorkers(for taskKeys: [String]) throws -> [TaskWorker] {
        let wanted: SQL =
            taskKeys.isEmpty
            ? "TRUE"
            : """
            worker.name IN (SELECT other.name FROM task_worker_key AS key
                JOIN task_worker AS other ON other.id = key.task_worker_id WHERE key.task_key IN \(SQL.list(taskKeys)))
            """
        let rows = try connection.rows(
            """
            SELECT DISTINCT worker.name, key.task_key FROM task_worker AS worker
            JOIN task_worker_key AS key ON key.task_worker_id = worker.id
            WHERE \(wanted) ORDER BY worker.name, key.task_key
            """
        ) { ($0.text(0), $0.text(1)) }
        var workers: [TaskWorker] = []
        for (name, key) in rows {
            if workers.last?.name != name { workers.append(TaskWorker(name: name, taskKeys: [])) }
            workers[workers.count - 1].taskKeys.append(key)
        }
        return workers
    }
}

extension SQLTransaction: BackgroundTaskWriting {
    public func addTaskWorker(_ worker: TaskWorker, connection id: ID, at now: Timestamp) throws {
        try connection.run("INSERT INTO task_worker (id, created, name) VALUES (\(id), \(now), \(worker.name))")
        for key in Set(worker.taskKeys) {
            try connection.run("INSERT INTO task_worker_key (task_key, task_worker_id) VALUES (\(key), \(id))")
        }
    }

    public func removeTaskWorker(connection id: ID) throws {
        let held = try connection.exists("SELECT 1 FROM waiting_task_run WHERE task_worker_id = \(id)")
        try connection.run("DELETE FROM task_worker WHERE id = \(id)")
        if held { touch(.scheduledTaskRuns) }
    }

    public func removeTaskWorkers() throws { try connection.run("DELETE FROM task_worker") }

    public func takeTaskRun(of taskKeys: [String], for id: ID, at now: Timestamp) throws -> TaskRunDelivery? {
        let next = try connection.first(
            """
            SELECT task_run_id FROM waiting_task_run
            WHERE task_worker_id IS NULL AND task_key IN \(SQL.list(taskKeys)) ORDER BY sequence LIMIT 1
            """
        ) { try $0.id(0) }
        guard let next else { return nil }
        try connection.run("UPDATE waiting_task_run SET task_worker_id = \(id) WHERE task_run_id = \(next)")
        var writer = JSONWriter(capacity: 2048)
        guard try writeTaskRun(next, at: now, into: &writer) else { return nil }
        return TaskRunDelivery(taskRun: next, object: writer.bytes)
    }

    public func acknowledgeTaskRun(_ taskRun: ID, by id: ID) throws {
        try connection.run(
            "DELETE FROM waiting_task_run WHERE task_run_id = \(taskRun) AND task_worker_id = \(id)")
    }

    /// Has a background task run wait for a worker from now on.
    func addWaitingTaskRun(_ id: ID) throws {
        try connection.run(
            """
            INSERT INTO waiting_task_run (task_run_id, task_key) SELECT id, task_key FROM task_run WHERE id = \(id)
            ON CONFLICT (task_run_id) DO NOTHING
            """)
        touch(.scheduledTaskRuns)
    }

    /// Nobody needs to execute a task run any more.
    func removeWaitingTaskRun(_ id: ID) throws {
        try connection.run("DELETE FROM waiting_task_run WHERE task_run_id = \(id)")
    }
}
