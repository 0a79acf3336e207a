import Core
import Logging

/// Stores what clients send as events. Blocks until it is on disk: never called on an event loop.
struct EventRecorder: Sendable {
    let storage: any Storage
    let effects: Effects
    let logger: Logger

    /// Stores a batch of one client in one transaction. What is no event is told to the log and passed over, so that one
    /// bad message does not keep back the good ones behind it.
    ///
    /// Throws when nothing of the batch was stored and the client should send it again.
    func store(_ messages: [[UInt8]]) throws {
        let now = effects.now()
        var events: [Event] = []
        events.reserveCapacity(messages.count)
        for message in messages {
            do { events.append(try Event(parsing: message, received: now)) } catch {
                logger.warning("A message is no event and is passed over: \(error)")
            }
        }
        guard !events.isEmpty else { return }
        do { try store(events) } catch {
            try Self.throwIfBusy(error)
            // One event that the database refuses must not lose the others of its batch.
            for event in events { try storeAlone(event) }
        }
    }

    private func store(_ events: [Event]) throws {
        let receipts = try storage.write { transaction in try events.map { try transaction.receive($0) } }
        for (event, receipt) in zip(events, receipts) {
            guard case .unrecorded(let reason) = receipt else { continue }
            logger.warning("An event's task run is not recorded: \(reason)", metadata: ["event": "\(event.id)"])
        }
    }

    private func storeAlone(_ event: Event) throws {
        do { try store([event]) } catch {
            try Self.throwIfBusy(error)
            logger.error("An event cannot be stored: \(error)", metadata: ["event": "\(event.id)"])
        }
    }

    private static func throwIfBusy(_ error: any Error) throws {
        if let failure = error as? Failure, case .busy = failure { throw failure }
    }
}
