import Core
import Dispatch
import Logging
import Store
import Synchronization
import Testing

@testable import Server

@Suite struct ServiceLoopTests {
    /// Fails at its first tick and says after each that it came.
    private final class Stumbling: Service {
        let name = "stumbling"
        let interval = Interval.hours(1)
        let ticks = Mutex(0)
        let ticked = DispatchSemaphore(value: 0)

        struct Stumble: Error {}

        func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
            defer { ticked.signal() }
            guard
                ticks.withLock({
                    $0 += 1
                    return $0
                }) > 1
            else { throw Stumble() }
            return Tick()
        }
    }

    private func log() -> Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }

    @Test func `a service that fails is tried again, a good tick is written down, and the end is quick`() throws {
        let database = try Database(at: .memory)
        let service = Stumbling()
        let loop = ServiceLoop([service], storage: database, effects: .system, log: log())
        try loop.start()
        #expect(service.ticked.wait(timeout: .now() + 30) == .success)
        #expect(try database.read { try $0.lastTicks() }.isEmpty)
        loop.wake("stumbling")
        #expect(service.ticked.wait(timeout: .now() + 30) == .success)
        #expect(loop.stop(within: 30))
        #expect(try database.read { try $0.lastTicks() }.keys.sorted() == ["stumbling"])
        #expect(service.ticks.withLock { $0 } == 2)
    }

    @Test func `only the chosen services run, and an unknown name is refused`() throws {
        let database = try Database(at: .memory)
        var settings = Settings()
        settings.services = .only(["scheduler", "sorcerer"])
        #expect(throws: StartError.self) { try ServiceLoop(settings, database: database, log: log()) }
        #expect(ServiceLoop.choices(.only(["scheduler"]))["scheduler"] == true)
        #expect(ServiceLoop.choices(.only(["scheduler"])).filter(\.value).count == 1)
    }
}
