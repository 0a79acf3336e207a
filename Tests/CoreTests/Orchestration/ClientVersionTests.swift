import Testing

@testable import Core

@Suite struct ClientVersionTests {
    @Test(arguments: [
        ("3.4.11", true), ("3.8.8", true), ("3.10.0", true), ("4.0.0", true), ("3.4.11+1.gabc", true),
        ("3.4.11rc1", false), ("3.4.10", false), ("3.4.9", false), ("3.0.0", false), ("2.20.25", false),
    ])
    func `clients from 3.4.11 on renew leases`(text: String, renews: Bool) throws {
        #expect(try #require(ClientVersion(text)).renewsLeases == renews)
    }

    @Test(arguments: ["", "3", "3.4", "3.x.1", "3.4.", "a.b.c", "3.4.x"])
    func `what is no version is none`(text: String) { #expect(ClientVersion(text) == nil) }

    @Test func `workers of the first 3.0 take slots themselves`() {
        #expect(ClientVersion("3.0.3")?.takesSlotsOfDeployments == true)
        #expect(ClientVersion("3.0.4")?.takesSlotsOfDeployments == false)
    }
}
