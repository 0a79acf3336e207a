import Glibc

/// SIGTERM and SIGINT (Ctrl-C), taken as values: no handler runs anywhere.
///
/// libfcgi installs a handler of its own that only sets a flag; because the signals are blocked in every thread it never runs.
enum StopSignals {
    /// Blocks them in this thread and in all it will start. First thing in the program, before any thread.
    static func block() {
        var signals = set
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for one and gives its name.
    static func wait() -> String {
        var signals = set
        var number: Int32 = 0
        // Fails only for a set with invalid signals; EINTR is not among its results.
        sigwait(&signals, &number)
        return number == SIGINT ? "SIGINT" : "SIGTERM"
    }

    private static var set: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        return signals
    }
}
