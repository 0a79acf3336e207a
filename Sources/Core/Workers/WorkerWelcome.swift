import JSON

/// What the server knows of a worker whose channel is open.
public struct WorkerWelcome: Sendable, Equatable {
    public var poolID: ID
    /// The pool's `updated` as the worker knows it: what is later is news.
    public var seen: Timestamp
    public var queues: [ObjectName]
}

extension WorkPoolWriting where Self: WorkPoolReading & WorkQueueReading & WorkerWriting & BlockDocumentReading {
    /// Takes a worker in: finds or makes its pool, gives that a template if it has none, finds the queues and notes the
    /// first heartbeat. Throws a ``WorkerChannelRefusal``.
    public func welcome(_ hello: WorkerHello, toPool name: String, effects: Effects, at now: Timestamp) throws
        -> WorkerWelcome
    {
        guard hello.channelVersions.contains(WorkerHello.channelVersion) else {
            throw WorkerChannelRefusal.unsupportedVersion
        }
        let pool = try workPool(named: name) ?? makePool(named: name, for: hello, effects, at: now)
        let queues = try queues(named: hello.queueNames, ofPool: pool.id)
        if pool.baseJobTemplate.isEmpty, !hello.baseJobTemplate.isEmpty {
            try checkTemplate(of: hello)
            var change = WorkPoolChange()
            change.baseJobTemplate = hello.baseJobTemplate
            try updateWorkPool(pool.id, change, at: now)
        }
        try recordHeartbeat(
            Heartbeat(id: effects.newID(at: now), worker: hello.workerName, interval: hello.heartbeatInterval),
            inPool: pool.id, at: now)
        guard let seen = try workPoolRevision(pool.id) else { throw WorkerChannelRefusal.serverError }
        return WorkerWelcome(poolID: pool.id, seen: seen, queues: queues)
    }

    private func makePool(
        named name: String, for hello: WorkerHello, _ effects: Effects, at now: Timestamp
    ) throws -> WorkPoolFacts {
        guard hello.createsPool, !WorkPool.isReserved(name) else { throw WorkerChannelRefusal.authorizationFailed }
        guard WorkPool.isName(name) else { throw WorkerChannelRefusal.protocolError }
        try checkTemplate(of: hello)
        let pool = NewWorkPool(
            id: effects.newID(at: now), defaultQueueID: effects.newID(at: now), name: name, type: hello.workerType,
            baseJobTemplate: hello.baseJobTemplate)
        try createWorkPool(pool, at: now)
        guard let made = try workPool(pool.id) else { throw WorkerChannelRefusal.serverError }
        return made
    }

    private func checkTemplate(of hello: WorkerHello) throws {
        guard BaseJobTemplate.problem(of: hello.baseJobTemplate) == nil else {
            throw WorkerChannelRefusal.protocolError
        }
        do { try jobVariables(of: hello.baseJobTemplate).checkDefaults() } catch {
            throw WorkerChannelRefusal.protocolError
        }
    }

    private func queues(named names: [String], ofPool pool: ID) throws -> [ObjectName] {
        let all = try workQueues(ofPool: pool).map { ObjectName(id: $0.id, name: $0.name) }
        var wanted: [ObjectName] = []
        for name in names where !wanted.contains(where: { $0.name == name }) {
            guard let queue = all.first(where: { $0.name == name }) else {
                throw WorkerChannelRefusal.authorizationFailed
            }
            wanted.append(queue)
        }
        return names.isEmpty ? all : wanted
    }
}
