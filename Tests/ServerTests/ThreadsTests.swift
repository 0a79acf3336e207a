import JSON
import Synchronization
import Testing

@testable import Server

@Suite struct ThreadsTests {
    @Test func `half the stack of a request's thread is enough for the deepest JSON`() throws {
        let text = String(repeating: #"{"a":["#, count: 64) + String(repeating: "]}", count: 64)
        let printed = Mutex("")
        let threads = Threads()
        try threads.start(stackSize: FastCGIServer.stackSize / 2) {
            guard let value = try? JSONValue(parsing: text) else { return }
            var writer = JSONWriter()
            writer.value(value)
            printed.withLock { $0 = String(decoding: writer.bytes, as: UTF8.self) }
        }
        #expect(threads.wait(seconds: 60))
        #expect(printed.withLock { $0 } == text)
    }
}
