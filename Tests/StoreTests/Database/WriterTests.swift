import Core
import Foundation  // temporary folders and threads
import Store
import Synchronization
import TestSupport
import Testing

@Suite struct WriterTests {
    @Test func `many threads write at once and every write is kept`() throws {
        let folder = try TemporaryFolder()
        let clock = TestClock()
        do {
            let database = try Database(at: .file(folder.path + "/a.db"))
            let failures = Mutex(0)
            DispatchQueue.concurrentPerform(iterations: 400) { number in
                do {
                    _ = try database.write {
                        try $0.createFlow(
                            FlowCreate(name: "flow-\(number)"), id: clock.effects.newID(at: clock.now), at: clock.now)
                    }
                } catch { failures.withLock { $0 += 1 } }
            }
            #expect(failures.withLock { $0 } == 0)
        }
        let reopened = try Database(at: .file(folder.path + "/a.db"))
        #expect(try reopened.read { try $0.countFlows(RunQuery()) } == 400)
    }

    @Test func `a request that fails is rolled back alone`() throws {
        struct Refused: Error {}
        let database = try Database(at: .memory)
        let clock = TestClock()
        let id = clock.effects.newID(at: clock.now)
        #expect(throws: Refused.self) {
            try database.write {
                _ = try $0.createFlow(FlowCreate(name: "lost"), id: id, at: clock.now)
                throw Refused()
            }
        }
        _ = try database.write { try $0.createFlow(FlowCreate(name: "kept"), id: id, at: clock.now) }
        #expect(try database.read { try $0.countFlows(RunQuery()) } == 1)
    }
}

@Suite struct OpeningTests {
    @Test func `a second process on the same file is refused in words`() throws {
        let folder = try TemporaryFolder()
        let first = try Database(at: .file(folder.path + "/a.db"))
        #expect {
            _ = try Database(at: .file(folder.path + "/a.db"))
        } throws: { "\($0)".contains("Another Rigel is running") }
        _ = try first.read { try $0.countFlows(RunQuery()) }
    }

    @Test func `a folder that is not there is named`() {
        #expect {
            _ = try Database(at: .file("/nowhere/at/all/a.db"))
        } throws: { "\($0)".contains("/nowhere/at/all") }
    }
}

/// A folder that goes away with this object.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("rigel-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
