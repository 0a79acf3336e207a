import JSON

/// What an event says of where a flow run runs, and that it does.
public enum SignOfLife: Sendable, Equatable {
    /// The run's own process lives: when it said so by its own clock, and when that arrived.
    case heartbeat(flowRun: ID, occurred: Timestamp, received: Timestamp)
    /// A worker made the run a process of its own.
    case submitted(flowRun: ID, worker: String, workPool: ID)
}

extension SignOfLife {
    /// Nil for events that say nothing of that.
    public init?(_ event: Event) {
        switch event.name {
        case "prefect.flow-run.heartbeat":
            guard let run = Event.objectID(of: event.resource, kind: "prefect.flow-run") else { return nil }
            self = .heartbeat(flowRun: run, occurred: event.occurred, received: event.received)
        case "prefect.worker.submitted-flow-run":
            // Other workers hand runs to machines that live on without them.
            guard event.resource["prefect.worker-type"] == "process",
                let worker = event.resource["prefect.resource.name"]?.string,
                let run = event.related(inRole: "flow-run").flatMap({
                    Event.objectID(of: $0, kind: "prefect.flow-run")
                }),
                let pool = event.related(inRole: "work-pool").flatMap({
                    Event.objectID(of: $0, kind: "prefect.work-pool")
                })
            else { return nil }
            self = .submitted(flowRun: run, worker: worker, workPool: pool)
        default: return nil
        }
    }
}
