import Core
import JSON

extension ScheduleSummary {
    /// The schedule as people say it; as it was stored where it cannot be read.
    func words(at now: Timestamp) -> String {
        schedule.text
    }
}
