import Core
import Testing

@testable import Web

@Suite struct TimeWordsTests {
    @Test(
        arguments: [
            (0, "0 ms"), (500, "< 1 ms"), (12_000, "12 ms"), (1_000_000, "1 s"), (2_340_000, "2.3 s"),
            (59_900_000, "59 s"),
            (60_000_000, "1 min"), (65_000_000, "1 min 5 s"), (3_900_000_000, "1 h 5 min"), (93_600_000_000, "1 d 2 h"),
        ] as [(Int64, String)])
    func `a duration has its two largest units`(microseconds: Int64, words: String) {
        #expect(Interval(microseconds: microseconds).words == words)
    }

    @Test(
        arguments: [
            (0, "just now"), (1, "in 1 s"), (61, "in 1 min"), (-5, "5 s ago"), (-7200, "2 h ago"),
            (-86400 * 3, "3 d ago"),
            (-86400 * 40, "2026-10-12"), (86400 * 40, "2026-12-31"),
        ] as [(Int64, String)])
    func `a moment is told from now`(seconds: Int64, words: String) throws {
        let now = try #require(Timestamp("2026-11-21T12:00:00Z"))
        #expect((now + .seconds(seconds)).words(at: now) == words)
    }

    @Test func `an exact moment has its day, time and zone`() throws {
        let moment = try #require(Timestamp("2026-03-01T04:05:06.007008Z"))
        #expect(moment.exact == "2026-03-01 04:05:06 UTC")
        #expect(moment.clock == "04:05:06.007")
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
    func `numbers have commas`(number: Int, text: String) { #expect(number.withCommas == text) }
}
