import Dispatch
import Glibc

/// Threads of the operating system with a stack of a chosen size, and a way to wait until all have ended.
struct Threads: Sendable {
    private let running = DispatchGroup()

    /// Starts one more.
    func start(stackSize: Int, _ body: @escaping @Sendable () -> Void) throws(StartError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

        running.enter()
        // Owned by the new thread from the moment it exists.
        let box = Unmanaged.passRetained(
            Body { [running] in
                body()
                running.leave()
            })
        var handle = pthread_t()
        let code = pthread_create(
            &handle, &attributes,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            running.leave()
            throw StartError(
                "cannot start another thread: \(String(cString: strerror(code))); set fewer with RIGEL_THREADS")
        }
    }

    /// Waits until all have ended. False when some still run after so many seconds.
    func wait(seconds: Int) -> Bool { running.wait(timeout: .now() + .seconds(seconds)) == .success }

    /// Carries the closure through C's `void *`.
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}
