import Core
import JSON

extension ScheduleSummary {
    /// The schedule as people say it; as it was stored where it cannot be read, such as with a zone this machine lacks.
    func words(at now: Timestamp, zones: TimeZones) -> String {
        (try? Schedule(json: schedule, at: [], now: now, zones: zones))?.words ?? schedule.text
    }
}
