public import JSON

/// A flow run as a graph: its task runs and the flow runs that it called, with what each waited for.
public struct FlowRunGraph: Sendable, Equatable {
    /// When the run started or is to start.
    public var start: Timestamp?
    public var end: Timestamp?
    /// By their start.
    public var nodes: [Node]
    public var states: [StateName]
    /// What the run and its task runs left behind, oldest first. Results are left out.
    public var artifacts: [Artifact] = []

    /// Nodes that are looked at for those that have changed since a moment.
    public static let mostRows = 100_000

    public struct Node: Sendable, Equatable {
        /// Of the flow run, for a task run that stands for one.
        public var id: ID
        public var isFlowRun: Bool
        public var label: String
        public var stateType: String
        public var start: Timestamp
        public var end: Timestamp?
        public var parents: [ID] = []
        public var children: [ID] = []
        /// The tasks within which this one ran.
        public var encapsulating: [ID] = []

        public init(id: ID, isFlowRun: Bool, label: String, stateType: String, start: Timestamp, end: Timestamp?) {
            self.id = id
            self.isFlowRun = isFlowRun
            self.label = label
            self.stateType = stateType
            self.start = start
            self.end = end
        }
    }

    /// An artifact in short.
    public struct Artifact: Sendable, Equatable {
        public var id: ID
        /// Nil for one of the flow run itself.
        public var taskRunID: ID?
        public var created: Timestamp
        public var key: String?
        public var type: String?
        public var isLatest: Bool
        /// For progress alone; null for others.
        public var data: JSONValue

        public init(
            id: ID, taskRunID: ID?, created: Timestamp, key: String?, type: String?, isLatest: Bool, data: JSONValue
        ) {
            self.id = id
            self.taskRunID = taskRunID
            self.created = created
            self.key = key
            self.type = type
            self.isLatest = isLatest
            self.data = data
        }
    }

    /// A state that the run went through, in short.
    public struct StateName: Sendable, Equatable {
        public var id: ID
        public var mark: StateMark

        public init(id: ID, mark: StateMark) {
            self.id = id
            self.mark = mark
        }
    }

    /// Puts the edges between nodes from the inputs of each, and leaves out what ended before a moment.
    ///
    /// What an input names that is no node of this run is passed over. Throws ``Failure/badRequest(_:)`` when more nodes
    /// are left than there may be.
    public init(
        of run: ID, start: Timestamp?, end: Timestamp?, rows: [(node: Node, inputs: JSONObject)], states: [StateName],
        since: Timestamp, mostNodes: Int
    ) throws(Failure) {
        self.start = start
        self.end = end
        self.states = states
        var nodes = rows.map(\.node)
        var places: [ID: Int] = [:]
        places.reserveCapacity(nodes.count)
        for (place, node) in nodes.enumerated() { places[node.id] = place }
        // The last node that had each node as a parent, or around it: one that is named twice counts once.
        var lastChild = [Int](repeating: -1, count: nodes.count)
        var lastInside = lastChild
        for (place, row) in rows.enumerated() {
            for input in row.inputs.members {
                for source in input.value.array ?? [] {
                    guard let id = source["id"]?.string.flatMap(ID.init), let parent = places[id] else { continue }
                    if input.key == "__parents__" {
                        guard lastInside[parent] != place else { continue }
                        lastInside[parent] = place
                        nodes[place].encapsulating.append(id)
                    } else if lastChild[parent] != place {
                        lastChild[parent] = place
                        nodes[place].parents.append(id)
                        nodes[parent].children.append(row.node.id)
                    }
                }
            }
        }
        self.nodes = nodes.filter { $0.end.map { $0 >= since } ?? true }
        guard self.nodes.count <= mostNodes, rows.count <= Self.mostRows else {
            throw .badRequest("The graph of flow run \(run) has more than \(mostNodes) nodes.")
        }
    }
}

/// The older graph of a flow run: a task run with what it waited for.
public enum TaskRunDependency {
    public static let wire = WireObject(
        "DependencyResult",
        [
            .init("id", .id),
            .init("name", .text),
            .init(
                "upstream_dependencies", .json(default: []), from: .derived(.upstreamDependencies),
                as: .list(.object(TaskInput.taskRun))),
            .nullable("state", .object(State.wire), from: .relation(.state)),
            .nullable("expected_start_time", .time),
            .nullable("start_time", .time),
            .nullable("end_time", .time),
            .nullable("total_run_time", .seconds),
            .nullable("estimated_run_time", .seconds, from: .derived(.estimatedRunTime)),
            .init("untrackable_result", .boolean, from: .derived(.untrackableResult)),
        ])
}

/// What can be asked about the parts of a flow run.
public protocol FlowRunGraphReading {
    /// Throws ``Failure/runNotFound(_:)``, and ``Failure/badRequest(_:)`` for a graph that is too large.
    func flowRunGraph(_ id: ID, since: Timestamp) throws -> FlowRunGraph
    /// Writes the task runs of a flow run with their dependencies one after another. Throws ``Failure/runNotFound(_:)``.
    func writeDependencies(ofFlowRun id: ID, at now: Timestamp, into writer: inout JSONWriter) throws
}
