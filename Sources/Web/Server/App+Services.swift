import Core
import JSON

extension App {
    /// `GET /api/admin/services`: every background service, whether it runs here, and when it last did its work without an
    /// error. That is written down twice a minute at most. Rigel's own.
    func adminServices(_ call: Call) throws -> Response {
        let services = try serviceStandings(at: call.request.now)
        return .json { writer in
            writer.array { list in
                for service in services {
                    list.value([
                        "name": .string(service.name), "enabled": .bool(service.isEnabled),
                        "last_tick": service.lastTick.map { .string($0.description) } ?? .null,
                    ])
                }
            }
        }
    }

    /// The services by name.
    func serviceStandings(at now: Timestamp) throws -> [ServiceStanding] {
        let ticks = try storage.read { try $0.lastTicks() }
        return settings.services.sorted { $0.key < $1.key }.map {
            ServiceStanding(name: $0.key, isEnabled: $0.value, lastTick: ticks[$0.key])
        }
    }
}

/// A background service and how it fares.
struct ServiceStanding: Sendable, Equatable {
    /// The longest that a service which works goes without a tick that is written down.
    static let longestSilence = Interval.minutes(5)

    let name: String
    let isEnabled: Bool
    /// When it last did its work without an error.
    let lastTick: Timestamp?

    /// Whether somebody should look into the log.
    func isStuck(at now: Timestamp) -> Bool {
        guard isEnabled else { return false }
        return lastTick.map { now - $0 > ServiceStanding.longestSilence } ?? true
    }

    /// One row of the list of services.
    func fields(at now: Timestamp) -> PageFields {
        [
            "name": .text(name), "is_enabled": .flag(isEnabled), "is_stuck": .flag(isStuck(at: now)),
            "last_tick": .time(lastTick, at: now),
        ]
    }
}

extension WireObject {
    /// A background service and how it fares.
    static let service = WireObject(
        "Service", [.init("name", .text), .init("enabled", .boolean), .nullable("last_tick", .time)])
}
