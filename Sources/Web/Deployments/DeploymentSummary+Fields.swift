import Core
import JSON

extension DeploymentSummary {
    /// One row of a list of deployments.
    func fields(at now: Timestamp, zones: TimeZones) -> PageFields {
        [
            "id": .text(id.description), "name": .text(name), "flow": .group(flow.fields), "tags": .texts(tags),
            "is_paused": .flag(isPaused), "work": .group(.place(pool: workPool, queue: workQueue)),
            "has_schedules": .flag(!schedules.isEmpty),
            "schedules": .list(schedules.map { $0.fields(at: now, zones: zones) }), "next_run": .time(nextRun, at: now),
            "last_run": .group(lastRun?.fields(at: now)),
        ]
    }
}

extension ScheduleSummary {
    func fields(at now: Timestamp, zones: TimeZones) -> PageFields {
        [
            "id": .text(id.description), "words": .text(words(at: now, zones: zones)), "is_active": .flag(isActive),
            "slug": .text(slug), "parameters": .text(parameters.isEmpty ? nil : JSONValue.object(parameters).text),
        ]
    }
}
