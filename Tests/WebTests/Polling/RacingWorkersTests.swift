import Core
import Dispatch
import JSON
import Synchronization
import TestSupport
import Testing
import Web

@Suite struct RacingWorkersTests {
    /// Two workers, each on a thread of its own, poll and start what they get until nothing is left.
    @Test func `two workers that poll at once never both run one run`() throws {
        let server = try TestServer()
        try server.pool()
        for number in 1...60 { try server.waiting("r\(number)", in: "k8s") }
        let started = Mutex<[String: Int]>([:])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            while true {
                let answer = try? server.send(.post, "/api/work_pools/k8s/get_scheduled_flow_runs", ["limit": 5])
                let runs = (answer?.json.array ?? []).compactMap { $0["flow_run"]?["id"]?.string }
                if runs.isEmpty { return }
                for run in runs {
                    let decision = try? server.set(run, "PENDING")
                    if decision?["status"] == "ACCEPT" {
                        started.withLock { $0[run, default: 0] += 1 }
                    }
                }
            }
        }
        let starts = started.withLock { $0 }
        #expect(starts.count == 60)
        #expect(starts.values.allSatisfy { $0 == 1 })
        #expect(try server.poll("k8s") == [])
    }
}
