import Core
import JSON

/// A deployment of the week, with the times in which its schedules were in force.
struct WeekDeployment {
    var name: String
    var timezone: String
    var id: String?
    var isPaused = false
    var schedules: [WeekSchedule] = []
    private var open: [Int: (schedule: WeekSchedule, from: Timestamp)] = [:]
    private var closed: [WeekWindow] = []

    init(name: String, timezone: String) {
        self.name = name
        self.timezone = timezone
    }

    var path: String { "/api/deployments/\(id ?? "")" }

    /// All schedules are in force now, unless they were so already or the deployment is paused.
    mutating func begin(at now: Timestamp) {
        guard !isPaused else { return }
        for schedule in schedules where open[schedule.version] == nil { open[schedule.version] = (schedule, now) }
    }

    /// All schedules are out of force, or one of them.
    mutating func end(at now: Timestamp, version: Int? = nil) {
        for (key, window) in open where version == nil || key == version {
            closed.append(WeekWindow(schedule: window.schedule, from: window.from, to: now))
            open[key] = nil
        }
    }

    func windows(until now: Timestamp) -> [WeekWindow] {
        closed + open.values.map { WeekWindow(schedule: $0.schedule, from: $0.from, to: now) }
    }
}

/// A schedule was in force after a moment, up to another.
struct WeekWindow {
    let schedule: WeekSchedule
    let from: Timestamp
    let to: Timestamp
}

/// A schedule whose runs carry its version.
struct WeekSchedule {
    var version: Int
    let rule: JSONObject

    func json(_ timezone: String) -> JSONValue {
        var rule = rule
        rule["timezone"] = .string(timezone)
        return ["schedule": .object(rule), "parameters": ["version": .int(Int64(version))]]
    }

    /// One of the three kinds, from every half hour to once a week.
    static func rule(_ chance: inout Chance) -> JSONObject {
        let minute = chance.below(60)
        let hour = chance.below(24)
        switch chance.below(8) {
        case 0: return ["cron": .string("\(minute) \(hour) * * *")]
        case 1: return ["cron": .string("\(minute) */\(6 + chance.below(3)) * * *")]
        case 2: return ["cron": .string("*/30 \(hour) * * mon-fri")]
        case 3:
            let seconds = chance.one(of: [7200, 10800, 21600, 43200, 43200])
            return [
                "interval": .int(Int64(seconds)),
                "anchor_date": .string("2026-11-0\(1 + chance.below(9))T00:0\(chance.below(9)):00Z"),
            ]
        case 4: return ["interval": 86400, "anchor_date": .string("2026-11-01T0\(chance.below(9)):00:00Z")]
        case 5: return ["rrule": .string("DTSTART:20200101T000000\nFREQ=DAILY;BYHOUR=\(hour);BYMINUTE=\(minute)")]
        case 6:
            return [
                "rrule": .string(
                    "DTSTART:20240101T00\(10 + chance.below(40))00\nRRULE:FREQ=HOURLY;INTERVAL=\(5 + chance.below(9))")
            ]
        default:
            return [
                "rrule": .string(
                    "DTSTART:20260101T000000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE,SA;BYHOUR=\(hour)\nEXDATE:20261125T\(hour < 10 ? "0" : "")\(hour)0000"
                )
            ]
        }
    }
}

/// Numbers by chance, the same for the same seed (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func one<Item>(of items: [Item]) -> Item { items[below(items.count)] }
}
