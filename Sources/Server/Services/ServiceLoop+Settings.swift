import Core
import Logging
import Store

extension ServiceLoop {
    /// Every service that there is.
    static func allServices(zones: TimeZones) -> [any Service] {
        [
            Scheduler(zones: zones), LateRuns(), PauseExpirations(), CancellationCleanup(), Foreman(), SlotKeeper(),
        ]
    }

    /// Every service's name, and whether it runs.
    static func choices(_ selection: ServiceSelection) -> [String: Bool] {
        let names = allServices(zones: .system).map(\.name)
        return Dictionary(uniqueKeysWithValues: names.map { ($0, selection.includes($0)) })
    }

    /// The services that the settings choose. Throws when they name one that there is not.
    convenience init(_ settings: Settings, database: Database, log: Logger) throws(StartError) {
        let services = ServiceLoop.allServices(zones: .system)
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
