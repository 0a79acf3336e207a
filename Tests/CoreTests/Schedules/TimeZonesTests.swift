import Synchronization
import Testing

@testable import Core

@Suite struct TimeZonesTests {
    private func rules(_ name: String) throws -> ZoneRules { try #require(Golden.zones.rules(of: name)) }

    private func instant(_ text: String) throws -> Int { Int(try #require(Timestamp(text)).microseconds / 1_000_000) }

    @Test func `a wall clock time is shown once, twice or not at all`() throws {
        let newYork = try rules("America/New_York")
        let wall = try instant("2026-07-01T12:00:00Z")
        #expect(newYork.instants(ofWall: wall) == .once(wall + 4 * 3600))
        let early = try instant("2026-11-01T05:30:00Z")
        #expect(newYork.instants(ofWall: try instant("2026-11-01T01:30:00Z")) == .twice(early, early + 3600))
        #expect(
            newYork.instants(ofWall: try instant("2026-03-08T02:00:00Z"))
                == .skipped(offsetBefore: -5 * 3600, offsetAfter: -4 * 3600))
        #expect(
            newYork.instants(ofWall: try instant("2026-03-08T03:00:00Z")) == .once(try instant("2026-03-08T07:00:00Z")))
    }

    @Test(arguments: [
        ("Europe/Dublin", "2090-07-01T00:00:00Z", 3600), ("Europe/Dublin", "2090-12-01T00:00:00Z", 0),
        ("Australia/Lord_Howe", "2090-07-01T00:00:00Z", 37800), ("Australia/Lord_Howe", "2090-12-31T23:00:00Z", 39600),
        ("Asia/Kolkata", "1900-01-01T00:00:00Z", 19270), ("Asia/Kolkata", "2090-01-01T00:00:00Z", 19800),
        ("America/New_York", "1800-01-01T00:00:00Z", -17762),
    ])
    func `offsets hold before and past the table too`(name: String, moment: String, offset: Int) throws {
        #expect(try rules(name).offset(at: instant(moment)) == offset)
    }

    @Test func `rules of every POSIX form are read`() throws {
        func offsets(_ rule: String, _ moments: String...) throws -> [Int] {
            let zone = try #require(PosixZone(rule.utf8), "\(rule)")
            return try moments.map { zone.offset(at: try instant($0)) }
        }
        #expect(try offsets("<+0330>-3:30", "2026-01-01T00:00:00Z") == [12600])
        #expect(
            try offsets("EST5EDT4,J60/0,J300", "2028-03-01T04:59:59Z", "2028-03-01T05:00:00Z", "2027-03-01T05:00:00Z")
                == [-18000, -14400, -14400])
        #expect(try offsets("AAA0BBB,59/0,299", "2028-02-28T23:59:59Z", "2028-02-29T00:00:00Z") == [0, 3600])
        #expect(
            try offsets("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z")
                == [-7200, -3600])
        for broken in [
            "", "E5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M1.1.0", "EST5EDT,M3.2.0,M1.1.0x",
        ] {
            #expect(PosixZone(broken.utf8) == nil, "\(broken)")
        }
    }

    @Test func `a table that was cut off or is none is refused`() throws {
        let table = try Golden.file("zoneinfo/Europe/Berlin")
        #expect(ZoneRules(tableFile: table) != nil)
        for length in 0..<table.count { #expect(ZoneRules(tableFile: Array(table.prefix(length))) == nil, "\(length)") }
        #expect(ZoneRules(tableFile: Array("no table".utf8)) == nil)
        var huge = table
        huge[33] = 0xFF
        #expect(ZoneRules(tableFile: huge) == nil)
    }

    @Test(arguments: [
        "../passwd", "/etc/passwd", "posix/UTC", "right/UTC", "posixrules", "Europe/", "a b", "Ä", "x.tab",
    ])
    func `no file is looked for under what cannot be a zone`(name: String) {
        let asked = Mutex<[String]>([])
        let zones = TimeZones(
            names: { [] },
            table: { name in
                asked.withLock { $0.append(name) }
                return nil
            })
        #expect(zones.rules(of: name) == nil)
        #expect(asked.withLock { $0 } == [])
    }

    @Test func `a table is read once, and UTC never`() throws {
        let table = try Golden.file("zoneinfo/Europe/Berlin")
        let reads = Mutex(0)
        let zones = TimeZones(
            names: { [] },
            table: { _ in
                reads.withLock { $0 += 1 }
                return table
            })
        for name in ["Europe/Berlin", "Europe/Berlin", "UTC", "", nil] { #expect(zones.rules(of: name) != nil) }
        #expect(reads.withLock { $0 } == 1)
    }

    @Test func `a schedule in a zone that is gone says so`() throws {
        let zones = TimeZones(names: { [] }, table: { _ in nil })
        let schedule = Schedule.cron(try #require(CronSchedule(cron: "@daily", timezone: "Europe/Berlin")))
        var budget = StepBudget()
        let failure = #expect(throws: Failure.self) {
            try schedule.dates(from: Timestamp(microseconds: 0), through: nil, limit: 1, zones: zones, &budget)
        }
        #expect(
            failure
                == .unprocessable(
                    "The time zone Europe/Berlin is not known on this machine. Install its time zone data (package tzdata)."
                ))
    }
}
