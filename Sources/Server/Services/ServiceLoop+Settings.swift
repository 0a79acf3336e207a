import Core
import Logging
import Store

extension ServiceLoop {
    /// Every service that there is.
    static func allServices(_ settings: Settings, zones: TimeZones) -> [any Service] {
        [
            Scheduler(bounds: settings.schedulingBounds, zones: zones),
            LateRuns(grace: .seconds(Int64(settings.lateSeconds))), PauseExpirations(),
            CancellationCleanup(patience: .seconds(Int64(settings.cancellingSeconds))),
            Zombies(patience: settings.zombiePatience), Foreman(silence: .seconds(Int64(settings.pollSilenceSeconds))),
            SlotKeeper(), Retention(settings.retention),
        ]
    }

    /// Every service's name, and whether it runs.
    static func choices(_ selection: ServiceSelection) -> [String: Bool] {
        let names = allServices(Settings(), zones: .system).map(\.name)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, selection.includes($0)) })
    }

    /// The services that the settings choose. Throws when they name one that there is not.
    convenience init(_ settings: Settings, database: Database, log: Logger) throws(StartError) {
        let services = ServiceLoop.allServices(settings, zones: .system)
        let names = services.map(\.name)
        if case .only(let chosen) = settings.services, let unknown = chosen.subtracting(names).min() {
            throw StartError(
                "there is no service \"\(unknown)\"; RIGEL_SERVICES takes all, none, or names out of "
                    + names.joined(separator: ", "))
        }
        self.init(
            services.filter { settings.services.includes($0.name) }, storage: database, effects: .system, log: log)
        // What a deployment's schedules mean to do should not wait for the next round.
        database.onCommit([.deployments]) { [weak self] in self?.wake("scheduler") }
        // Nor should runs that wait for a slot.
        database.onCommit([.slots]) { [weak self] in self?.wake("slot-keeper") }
    }
}

extension Settings {
    /// How long runs may give no sign of life.
    fileprivate var zombiePatience: ZombiePatience {
        func patience(_ seconds: Int) -> Interval? { seconds == 0 ? nil : .seconds(Int64(seconds)) }
        return ZombiePatience(
            heartbeats: patience(zombieHeartbeatSeconds), workers: patience(zombieWorkerSeconds))
    }

    /// How far ahead schedules have runs.
    fileprivate var schedulingBounds: SchedulingBounds {
        var bounds = SchedulingBounds()
        bounds.fewestRuns = scheduleMinRuns
        bounds.mostRuns = scheduleMaxRuns
        bounds.shortestTime = .seconds(Int64(scheduleMinSeconds))
        bounds.longestTime = .seconds(Int64(scheduleMaxSeconds))
        return bounds
    }

    /// How long things are kept.
    fileprivate var retention: RetentionPeriods {
        func period(_ days: Int) -> Interval? { days == 0 ? nil : .days(Int64(days)) }
        var periods = RetentionPeriods()
        periods.events = period(eventRetentionDays)
        periods.logs = period(logRetentionDays)
        periods.flowRuns = period(flowRunRetentionDays)
        return periods
    }
}
