import ArgumentParser
import Glibc
import Logging

/// What has to be ended, and in which order: the last that was started first.
struct Shutdown {
    /// Ends one part. False when it left something running that only the end of the process ends.
    typealias Step = () throws -> Bool

    private let log: Logger
    private var steps: [(name: String, run: Step)] = []

    init(log: Logger) { self.log = log }

    /// Remembers how to end what was just started.
    mutating func add(_ name: String, _ step: @escaping Step) { steps.append((name, step)) }

    /// Waits for the signal to stop, then ends everything. A second signal ends the process at once, with a failure.
    ///
    /// A step that throws is reported and does not keep the others from their work; the program then exits non-zero.
    func waitAndRun() throws {
        log.info("stopping: \(StopSignals.wait())")
        try Threads().start(stackSize: 64 << 10) {
            _ = StopSignals.wait()
            Complaint.print("stopped at once by a second signal")
            _exit(1)
        }
        var isClean = true
        var isQuiet = true
        for step in steps.reversed() {
            do {
                if try !step.run() { isQuiet = false }
            } catch {
                log.error("ending \(step.name): \(error)")
                isClean = false
            }
        }
        log.info("stopped")
        guard isClean else { throw ExitCode.failure }
        // Handlers still run on their threads; `exit` would destroy under their hands what they use.
        if !isQuiet { _exit(0) }
    }
}
