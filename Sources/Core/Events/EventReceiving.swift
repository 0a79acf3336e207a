/// What became of an event that a client sent.
public enum EventReceipt: Sendable, Equatable {
    case stored
    /// An event of that id is there already.
    case known
    /// The event is stored, but the task run it tells of is not recorded; the text says why.
    case unrecorded(String)
}

extension EventWriting where Self: TaskRunRecordWriting & SignOfLifeWriting {
    /// Keeps an event and, when it tells of a task run or that a flow run lives, records that.
    ///
    /// An event that comes again is recorded again: its flow run may have been missing the first time.
    public func receive(_ event: Event) throws -> EventReceipt {
        let isNew = try insertEvent(event)
        if let sign = SignOfLife(event) { try keep(sign) }
        if TaskRunRecord.isTold(by: event) {
            let told: TaskRunRecord
            do throws(EventError) { told = try TaskRunRecord(event) } catch { return .unrecorded(error.description) }
            guard try record(told, at: event.received) else {
                return .unrecorded("There is no flow run \(told.flowRunID.map(\.description) ?? "").")
            }
        }
        return isNew ? .stored : .known
    }
}
