public import Core
import FoundationEssentials

extension TimeZones {
    /// The few zones whose tables are kept with the tests, so that a test means the same on every machine.
    public static let stored = TimeZones(names: { ["America/New_York", "Europe/Berlin", "UTC"] }) { name in
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "CoreTests/Schedules/zoneinfo")
        return (try? Data(contentsOf: folder.appending(path: name))).map { [UInt8]($0) }
    }
}
