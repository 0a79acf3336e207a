import Core
import JSON
import TestSupport
import Testing
import Web

/// A week of a server's life from a seed: people deploy, pause and change schedules, the server is stopped and started, runners
/// come and go. It keeps in mind which slots there were, to compare them with the runs at the end.
struct Week {
    let server: TestServer
    var chance: Chance
    let end: Timestamp
    var deployments: [WeekDeployment] = []
    var takers: [any RunTaker]
    /// Slots whose runs were taken away by a pause or a deletion before anybody began them.
    private var withdrawn: Set<String> = []
    /// How often what happened.
    private(set) var counts: [String: Int] = [:]
    /// The server is down until then; nil while it is up.
    private var isDownUntil: Timestamp?
    private var lastLateTick: Timestamp = .earliest
    private var versions = 0

    init(seed: UInt64, deployments count: Int, takers: [any RunTaker]) throws {
        server = try TestServer()
        chance = Chance(seed: seed)
        self.takers = takers
        end = server.clock.now + .days(7)
        for number in 0..<count {
            var deployment = WeekDeployment(
                name: "d\(number)", timezone: chance.one(of: ["UTC", "Europe/Berlin", "America/New_York"]))
            for _ in 0..<(chance.below(4) == 0 ? 2 : 1) { deployment.schedules.append(newSchedule()) }
            deployments.append(deployment)
            try deploy(number)
        }
    }

    private mutating func newSchedule() -> WeekSchedule {
        versions += 1
        return WeekSchedule(version: versions, rule: WeekSchedule.rule(&chance))
    }

    /// Lives through the week, in steps of some minutes.
    mutating func run() throws {
        while server.clock.now < end {
            server.clock.advance(by: Interval(microseconds: Int64(60 + chance.below(540)) * 1_000_000 + 1))
            if let isDownUntil {
                guard server.clock.now >= isDownUntil else { continue }
                self.isDownUntil = nil
                try work()
            }
            if chance.below(2) == 0 { try act() }
            // Also right after a change, before the scheduler has looked at it.
            if chance.below(40) == 0 {
                count("restart")
                // Shorter than what is scheduled ahead.
                isDownUntil = server.clock.now + Interval(microseconds: Int64(chance.below(40 * 60)) * 1_000_000)
                continue
            }
            try work()
            for place in takers.indices where chance.below(2) == 0 {
                let late = lastLateTick
                try takers[place].take(from: server, served: deployments.compactMap(\.id), lastLateTick: late)
            }
        }
        // Nothing is under way any more, and every slot of the week has its run.
        try work()
    }

    /// The services, as a server has them that was just started: nothing is kept in memory.
    private mutating func work() throws {
        try server.run(Scheduler(zones: .stored))
        try server.run(LateRuns())
        lastLateTick = server.clock.now
    }

    /// Something that a person does.
    private mutating func act() throws {
        let number = chance.below(deployments.count)
        let now = server.clock.now
        switch chance.below(11) {
        case 0, 1, 2:
            count("same deploy again")
            try deploy(number)
        case 3:
            count("deploy with another schedule")
            deployments[number].end(at: now)
            deployments[number].schedules = [newSchedule()]
            try deploy(number)
        case 4:
            count("change that keeps the schedules")
            try change(number, ["description": .string("\(now)")])
        case 5:
            count("one schedule more")
            guard deployments[number].schedules.count < 3 else { return }
            let schedule = newSchedule()
            try server.send(
                .post, deployments[number].path + "/schedules", [schedule.json(deployments[number].timezone)])
            deployments[number].schedules.append(schedule)
            deployments[number].begin(at: now)
        case 6:
            count("one schedule less")
            guard deployments[number].schedules.count > 1 else { return }
            try deleteSchedule(of: number, at: now)
        case 7:
            count("pause or resume")
            try setPaused(number, !deployments[number].isPaused, at: now)
        case 8:
            count("delete and deploy anew")
            try withdraw(number)
            try server.send(.delete, deployments[number].path)
            deployments[number].end(at: now)
            deployments[number].id = nil
            deployments[number].isPaused = false
            // Runs of the deployment that is gone stay as history; its slots belong to another one from now on.
            for place in deployments[number].schedules.indices {
                versions += 1
                deployments[number].schedules[place].version = versions
            }
            try deploy(number)
        default:
            count("runner comes or goes")
            let place = chance.below(takers.count)
            takers[place].isThere.toggle()
        }
    }

    private mutating func count(_ name: String) { counts[name, default: 0] += 1 }

    private mutating func deploy(_ number: Int) throws {
        var deployment = deployments[number]
        let answer = try server.deploy(
            deployment.name,
            [
                "paused": .bool(deployment.isPaused),
                "schedules": .array(deployment.schedules.map { $0.json(deployment.timezone) }),
            ])
        deployment.id = try #require(answer["id"]?.string, "\(answer.text)")
        deployment.begin(at: server.clock.now)
        deployments[number] = deployment
    }

    private func change(_ number: Int, _ body: JSONValue) throws {
        #expect(try server.send(.patch, deployments[number].path, body).status == 204)
    }

    private mutating func deleteSchedule(of number: Int, at now: Timestamp) throws {
        let schedule = deployments[number].schedules[0]
        let list = try #require(try server.send(.get, deployments[number].path + "/schedules").json.array)
        let row = try #require(list.first { $0["parameters"]?["version"]?.int == Int64(schedule.version) })
        try withdraw(number, version: schedule.version)
        let id = try #require(row["id"]?.string)
        #expect(try server.send(.delete, deployments[number].path + "/schedules/\(id)").status == 204)
        deployments[number].end(at: now, version: schedule.version)
        deployments[number].schedules.removeFirst()
    }

    private mutating func setPaused(_ number: Int, _ paused: Bool, at now: Timestamp) throws {
        if paused { try withdraw(number) }
        try server.send(.post, deployments[number].path + (paused ? "/pause_deployment" : "/resume_deployment"))
        deployments[number].isPaused = paused
        if paused { deployments[number].end(at: now) } else { deployments[number].begin(at: now) }
    }

    /// Notes the runs that are due and not begun, which the next step takes away.
    private mutating func withdraw(_ number: Int, version: Int? = nil) throws {
        let id = try #require(deployments[number].id)
        let filter: JSONValue = [
            "flow_runs": ["deployment_id": ["any_": [.string(id)]], "state": ["type": ["any_": ["SCHEDULED"]]]]
        ]
        for run in try server.allRuns(filter) {
            let slot = Slot(run)
            guard slot.time <= server.clock.now else { continue }
            if version == nil || slot.version == version { withdrawn.insert(slot.text) }
        }
    }

    /// The slots that should have a run: those of each version of a schedule while it was in force.
    func expectedSlots() throws -> Set<String> {
        var slots: Set<String> = []
        for deployment in deployments {
            for window in deployment.windows(until: server.clock.now) {
                let json = window.schedule.json(deployment.timezone)["schedule"] ?? .null
                let schedule = try Schedule(json: json, at: [], now: window.from, zones: .stored)
                var budget = StepBudget()
                let dates = try schedule.dates(
                    from: window.from + Interval(microseconds: 1), through: min(window.to, end), limit: 100_000,
                    zones: .stored, &budget)
                for date in dates { slots.insert(Slot(version: window.schedule.version, time: date).text) }
            }
        }
        return slots.subtracting(withdrawn)
    }

    /// The slots of the week that have a run, each as often as it has one.
    func actualSlots() throws -> [String] {
        try server.allRuns([:] as JSONValue).map(Slot.init).filter { $0.time <= end }.map(\.text)
    }
}

/// A moment at which a version of a schedule wants a run. The versions are told apart by a parameter.
struct Slot {
    let version: Int
    let time: Timestamp

    init(version: Int, time: Timestamp) {
        self.version = version
        self.time = time
    }

    init(_ run: JSONValue) {
        version = Int(run["parameters"]?["version"]?.int ?? 0)
        time = run["expected_start_time"]?.string.flatMap { Timestamp($0) } ?? .earliest
    }

    var text: String { "\(version) \(time)" }
}

extension TestServer {
    /// All runs that a filter finds, page by page.
    func allRuns(_ filter: JSONValue) throws -> [JSONValue] {
        var runs: [JSONValue] = []
        while true {
            var body = filter.object ?? JSONObject()
            body["offset"] = .int(Int64(runs.count))
            body["sort"] = "EXPECTED_START_TIME_ASC"
            let page = try #require(try send(.post, "/api/flow_runs/filter", .object(body)).json.array)
            runs += page
            if page.count < 200 { return runs }
        }
    }
}
