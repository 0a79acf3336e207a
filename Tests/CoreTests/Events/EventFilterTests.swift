import Core
import JSON
import Testing

@Suite struct EventFilterTests {
    private let event = Event(
        id: ID(high: 1, low: 1), occurred: Timestamp(microseconds: 1000), received: Timestamp(microseconds: 2000),
        name: "prefect.flow-run.Completed",
        resource: ["prefect.resource.id": "prefect.flow-run.1", "prefect.resource.name": "calm-fox"],
        related: [
            ["prefect.resource.id": "prefect.tag.a", "prefect.resource.role": "tag"],
            ["prefect.resource.id": "prefect.flow.2", "prefect.resource.role": "flow", "team": "blue"],
        ],
        payload: ["message": "All went well"])

    private func matches(_ change: (inout EventFilter) -> Void) -> Bool {
        var filter = EventFilter()
        change(&filter)
        return filter.matches(event)
    }

    @Test func `a filter that asks for nothing lets all through`() { #expect(matches { _ in }) }

    @Test func `both ends of a time belong to it`() {
        #expect(
            matches {
                $0.since = Timestamp(microseconds: 1000)
                $0.until = Timestamp(microseconds: 1000)
            })
        #expect(!matches { $0.since = Timestamp(microseconds: 1001) })
        #expect(!matches { $0.until = Timestamp(microseconds: 999) })
    }

    @Test func `names and prefixes are wanted or not wanted`() {
        #expect(matches { $0.names = ["x", "prefect.flow-run.Completed"] })
        #expect(!matches { $0.names = ["prefect.flow-run"] })
        #expect(matches { $0.namePrefixes = ["prefect.flow-run."] })
        #expect(!matches { $0.namePrefixes = ["prefect.task-run."] })
        #expect(!matches { $0.excludedNames = ["prefect.flow-run.Completed"] })
        #expect(!matches { $0.excludedNamePrefixes = ["prefect."] })
    }

    @Test func `the resource is found by id, prefix and labels`() {
        func resource(_ change: (inout ResourceCriteria) -> Void) -> Bool {
            var criteria = ResourceCriteria()
            change(&criteria)
            return matches { $0.resource = criteria }
        }
        #expect(resource { $0.ids = ["prefect.flow-run.1"] })
        #expect(!resource { $0.ids = ["prefect.flow.2"] })
        #expect(resource { $0.idPrefixes = ["prefect.flow-run."] })
        #expect(resource { $0.labels = [.init(name: "prefect.resource.name", patterns: [Glob("x"), Glob("calm-*")])] })
        #expect(!resource { $0.labels = [.init(name: "missing", patterns: [Glob("*")])] })
        #expect(!resource { $0.labels = [.init(name: "prefect.resource.name", patterns: [])] })
    }

    @Test func `one related resource must meet all of its criteria`() {
        var both = ResourceCriteria()
        both.ids = ["prefect.flow.2"]
        both.roles = ["tag"]
        #expect(!matches { $0.related = [both] })
        both.roles = ["flow"]
        #expect(matches { $0.related = [both] })
        var tag = ResourceCriteria()
        tag.idsInRoles = [.init(id: "prefect.tag.a", role: "tag")]
        #expect(matches { $0.related = [both, tag] })
        tag.idsInRoles = [.init(id: "prefect.tag.b", role: "tag")]
        #expect(!matches { $0.related = [both, tag] })
        var itself = ResourceCriteria()
        itself.ids = ["prefect.flow-run.1"]
        #expect(!matches { $0.related = [itself] })
        #expect(matches { $0.anyResource = [itself, both] })
    }

    @Test func `ids and text are looked for`() {
        #expect(matches { $0.ids = [ID(high: 1, low: 1)] })
        #expect(!matches { $0.ids = [ID(high: 1, low: 2)] })
        #expect(matches { $0.text = TextSearch(query: "nothing CALM") })
        #expect(matches { $0.text = TextSearch(query: #""went well" +blue -red"#) })
        #expect(!matches { $0.text = TextSearch(query: "calm !went") })
        #expect(!matches { $0.text = TextSearch(query: "+calm +green") })
        #expect(!matches { $0.text = TextSearch(query: #""well went""#) })
        #expect(matches { $0.text = TextSearch(query: " - ") })
    }
}

@Suite struct GlobTests {
    @Test(arguments: [
        ("*", "", true), ("*", "abc", true), ("a*c", "abbc", true), ("a*c", "abb", false), ("a?c", "abc", true),
        ("a?c", "ac", false), ("[ab]c", "bc", true), ("[!ab]c", "bc", false), ("[a-c]x", "bx", true),
        ("[a-c]x", "dx", false), ("[]]", "]", true), ("[a", "[a", true), ("!a*", "b", true), ("!a*", "ab", false),
        ("A", "a", false), ("a.c", "abc", false), ("*a*b*", "xxaxxbxx", true), ("*a*b*", "xxbxxaxx", false),
    ])
    func `a pattern covers the whole text`(_ pattern: String, _ text: String, _ expected: Bool) {
        #expect(Glob(pattern).matches(text) == expected)
    }

    @Test func `many stars cost no more than the text is long`() {
        let pattern = Glob(String(repeating: "a*", count: 50) + "b")
        #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    }
}
