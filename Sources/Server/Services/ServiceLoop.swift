import Core
import Dispatch
import Logging
import Synchronization

/// Runs the services on one thread: each when it is due, or at once when it is woken.
///
/// A tick that fails is logged and tried again after the service's interval.
final class ServiceLoop: Sendable {
    private struct Orders {
        var woken: Set<String> = []
        var isStopping = false
    }

    private let services: [any Service]
    private let storage: any Storage
    private let effects: Effects
    private let log: Logger
    private let orders = Mutex(Orders())
    private let signal = DispatchSemaphore(value: 0)
    private let threads = Threads()

    init(_ services: [any Service], storage: any Storage, effects: Effects, log: Logger) {
        self.services = services
        self.storage = storage
        self.effects = effects
        self.log = log
    }

    /// Starts the thread. Without services there is none.
    func start() throws {
        guard !services.isEmpty else { return }
        try threads.start(stackSize: 1 << 20) { self.run() }
    }

    /// Has a service tick as soon as the thread is free.
    func wake(_ name: String) {
        orders.withLock { _ = $0.woken.insert(name) }
        signal.signal()
    }

    /// Ends the thread after the tick that it is in, which is short. False when it still runs after so many seconds.
    func stop(within seconds: Int) -> Bool {
        orders.withLock { $0.isStopping = true }
        signal.signal()
        return threads.wait(seconds: seconds)
    }

    private func run() {
        var plan = ServicePlan(services.map(\.name), at: .now())
        while true {
            let orders = orders.withLock { orders in
                defer { orders.woken = [] }
                return orders
            }
            if orders.isStopping { return }
            for name in orders.woken { plan.bringForward(name, to: .now()) }
            guard let name = plan.due(at: .now()), let service = services.first(where: { $0.name == name }) else {
                _ = signal.wait(timeout: plan.earliest)
                continue
            }
            let hasMore = tick(service, &plan)
            plan.postpone(name, to: hasMore ? .now() : .now() + .microseconds(Int(service.interval.microseconds)))
        }
    }

    /// One tick. True when the next should not wait.
    private func tick(_ service: any Service, _ plan: inout ServicePlan) -> Bool {
        let now = effects.now()
        do {
            let tick = try service.tick(storage, at: now, effects: effects)
            for notice in tick.notices { log.warning("\(service.name): \(notice)") }
            if plan.mayRecord(service.name, at: now) {
                try storage.write { try $0.recordTick(ofService: service.name, at: now) }
            }
            return tick.hasMore
        } catch {
            log.error("The service \(service.name) failed and will be tried again: \(error)")
            return false
        }
    }
}

/// When each service is due.
private struct ServicePlan {
    private var due: [(name: String, time: DispatchTime)]
    private var recorded: [String: Timestamp] = [:]

    /// A row that is written every few seconds would keep the disk busy for nothing.
    private static let recordingInterval = Interval.seconds(30)

    init(_ names: [String], at now: DispatchTime) { due = names.map { ($0, now) } }

    var earliest: DispatchTime { due.map(\.time).min() ?? .distantFuture }

    /// The service that has been due for longest.
    func due(at now: DispatchTime) -> String? {
        due.min { $0.time < $1.time }.flatMap { $0.time <= now ? $0.name : nil }
    }

    mutating func bringForward(_ name: String, to time: DispatchTime) {
        for place in due.indices where due[place].name == name { due[place].time = min(due[place].time, time) }
    }

    mutating func postpone(_ name: String, to time: DispatchTime) {
        for place in due.indices where due[place].name == name { due[place].time = time }
    }

    /// Whether a good tick is to be written down, which this then takes as done.
    mutating func mayRecord(_ name: String, at now: Timestamp) -> Bool {
        if let last = recorded[name], now >= last, now - last < ServicePlan.recordingInterval { return false }
        recorded[name] = now
        return true
    }
}
