import Core
import JSON
import TestSupport
import Testing
import Web

/// Somebody who asks for runs that are due and runs them. Pool workers and agents can be added beside the runners.
protocol RunTaker {
    /// Away, it asks for nothing.
    var isThere: Bool { get set }
    /// Asks once, and runs what it gets to its end.
    ///
    /// - Parameters:
    ///   - ids: the deployments that there are.
    ///   - lastLateTick: when late runs were looked for last.
    mutating func take(from server: TestServer, served ids: [String], lastLateTick: Timestamp) throws
}

/// What `flow.serve` does: it asks for the runs of its deployments that start within ten seconds.
struct ServingRunner: RunTaker {
    var isThere = true
    /// Serves every so many-th deployment, from a place on.
    let share: (place: Int, of: Int)
    /// How many runs were late when they were taken, and how many were not.
    private(set) var late = 0
    private(set) var onTime = 0

    init(_ place: Int, of count: Int) { share = (place, count) }

    mutating func take(from server: TestServer, served ids: [String], lastLateTick: Timestamp) throws {
        guard isThere else { return }
        let mine = ids.enumerated().filter { $0.offset % share.of == share.place }.map { JSONValue.string($0.element) }
        let now = server.clock.now
        let question: JSONValue = [
            "deployment_ids": .array(mine), "scheduled_before": .string((now + .seconds(10)).description),
        ]
        let runs = try #require(
            try server.send(.post, "/api/deployments/get_scheduled_flow_runs", question).json.array)
        for run in runs {
            try check(run, lastLateTick)
            let id = try #require(run["id"]?.string)
            for state in ["PENDING", "RUNNING", "COMPLETED"] {
                let answer = try server.send(
                    .post, "/api/flow_runs/\(id)/set_state", ["state": ["type": .string(state)]])
                // A run may start a second early at most: the runner would wait, and here it asks again later.
                guard answer["status"] == "ACCEPT" else {
                    #expect(answer["status"] == "WAIT")
                    break
                }
            }
        }
    }

    /// A run is late exactly when it was due fifteen seconds before somebody last looked.
    private mutating func check(_ run: JSONValue, _ lastLateTick: Timestamp) throws {
        let isLate = run["state"]?["name"] == "Late"
        let due = try #require(run["next_scheduled_start_time"]?.string.flatMap { Timestamp($0) })
        #expect(isLate == (due + .seconds(15) <= lastLateTick), "\(run.text)")
        if isLate { late += 1 } else { onTime += 1 }
    }
}
