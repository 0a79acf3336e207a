import Core
import JSON
import TestSupport
import Testing
import Web

/// Whatever happens to limits, in whatever order: what is held is what was taken and not given back, and never too much.
@Suite struct SlotAccountingTests {
    private static let names = ["a", "b", "c"]
    private static let slots: [String: Int64] = ["a": 1, "b": 3, "c": 8]

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `the slots that holders have are the slots that are taken, never more than the limit has`(seed: UInt64) throws
    {
        var chance = Chance(state: seed)
        let server = try TestServer()
        for name in Self.names { try server.limit(name, Self.slots[name] ?? 0) }
        var world = World(server: server)
        for number in 0..<400 {
            try world.step(number, &chance)
            for name in Self.names {
                let expected = world.held(of: name)
                let taken = try server.taken(name)
                let sum = try server.holders(name).compactMap { $0["slots"]?.int }.reduce(0, +)
                #expect(taken == sum)
                #expect(taken <= Self.slots[name] ?? 0)
                #expect(taken == expected, "\(name) after step \(number)")
            }
        }
    }

    /// What the limits should hold, kept beside the server in the plainest way.
    private struct World {
        struct Lease {
            var id: JSONValue
            var names: Set<String>
            var slots: Int64
            var expires: Timestamp
            var task: String?
        }

        let server: TestServer
        var leases: [Lease] = []
        var unnamed: [String: Int64] = [:]
        var tasks: [String] = []

        func held(of name: String) -> Int64 {
            leases.filter { $0.names.contains(name) }.map(\.slots).reduce(0, +) + (unnamed[name] ?? 0)
        }

        mutating func step(_ number: Int, _ chance: inout Chance) throws {
            let names = Set(SlotAccountingTests.names.filter { _ in chance.below(2) == 0 })
            let slots = Int64(chance.below(3) + 1)
            switch chance.below(8) {
            case 0, 1: try lease(names, slots, Int64(60 + chance.below(120)), by: nil)
            case 2: try increment(names, slots)
            case 3: try decrement(names, slots)
            case 4: if let place = leases.indices.randomElement(using: &chance) { try end(place) }
            case 5:
                server.clock.advance(by: .seconds(Int64(chance.below(40))))
                try server.run(SlotKeeper())
                leases.removeAll { $0.expires <= server.clock.now }
            case 6:
                let task = try server.taggedTask("\(number)", [])
                tasks.append(task)
                try lease(names, slots, 60, by: task)
            default: if let task = tasks.randomElement(using: &chance) { try finish(task, &chance) }
            }
        }

        /// Takes slots for a time, for a task run or for nobody.
        private mutating func lease(_ names: Set<String>, _ slots: Int64, _ seconds: Int64, by task: String?) throws {
            var members: JSONObject = ["lease_duration": .int(seconds)]
            if let id = task?.split(separator: "/").last {
                members["holder"] = ["type": "task_run", "id": .string(String(id))]
            }
            let answer = try server.take(names.sorted(), slots, members)
            #expect([200, 422, 423].contains(answer.status))
            #expect((answer.status == 200) == fits(names, slots))
            guard answer.status == 200 else { return }
            leases.append(
                Lease(
                    id: try #require(answer["lease_id"]), names: names, slots: slots,
                    expires: server.clock.now + .seconds(seconds), task: task))
        }

        private mutating func increment(_ names: Set<String>, _ slots: Int64) throws {
            let body: JSONValue = ["names": .array(names.sorted().map(JSONValue.string)), "slots": .int(slots)]
            let answer = try server.send(.post, "/api/v2/concurrency_limits/increment", body)
            #expect((answer.status == 200) == fits(names, slots))
            if answer.status == 200 { for name in names { unnamed[name, default: 0] += slots } }
        }

        private mutating func decrement(_ names: Set<String>, _ slots: Int64) throws {
            let body: JSONValue = ["names": .array(names.sorted().map(JSONValue.string)), "slots": .int(slots)]
            try server.send(.post, "/api/v2/concurrency_limits/decrement", body)
            for name in names { unnamed[name] = max(0, (unnamed[name] ?? 0) - slots) }
        }

        private mutating func end(_ place: Int) throws {
            try server.send(
                .post, "/api/v2/concurrency_limits/decrement-with-lease", ["lease_id": leases.remove(at: place).id])
        }

        /// A task run goes, in one of several ways, and with it what it holds.
        private mutating func finish(_ task: String, _ chance: inout Chance) throws {
            switch chance.below(3) {
            case 0: try server.send(.delete, "/api/\(task)")
            case 1: try server.enter("CRASHED", task)
            default: try server.enter("COMPLETED", task, force: true)
            }
            tasks.removeAll { $0 == task }
            leases.removeAll { $0.task == task }
        }

        private func fits(_ names: Set<String>, _ slots: Int64) -> Bool {
            names.allSatisfy { held(of: $0) + slots <= SlotAccountingTests.slots[$0] ?? 0 }
        }
    }

    /// Numbers of a linear congruential sequence, the same for the same seed.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
        mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    }
}
