import Core
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2026-11-21T00:01:22.859908Z", "2026-11-21T00:01:22.859908Z"),
        ("2026-11-21 00:04:53.984592+00:00", "2026-11-21T00:04:53.984592Z"),
        ("2026-11-21T02:00:00.000+02:00", "2026-11-21T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"),
    ])
    func `reads what clients send and prints it as pydantic does`(text: String, printed: String) throws {
        #expect(try #require(Timestamp(text)).description == printed)
    }

    @Test(arguments: ["", "2026", "2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T00:00:00Zx", "now"])
    func `refuses what is no moment`(text: String) { #expect(Timestamp(text) == nil) }
}
