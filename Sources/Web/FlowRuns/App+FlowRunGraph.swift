import Core
import JSON

extension App {
    /// `GET /api/flow_runs/{id}/graph`: each task run with the task runs that it waited for.
    func readFlowRunDependencies(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .list { try tx.writeDependencies(ofFlowRun: id, at: call.request.now, into: &$0) }
        }
    }

    /// `GET /api/flow_runs/{id}/graph-v2?since=`
    func readFlowRunGraph(_ call: Call) throws -> Response {
        let id = try call.id()
        let since = try call.value(of: .since) ?? .earliest
        let graph = try storage.read { try $0.flowRunGraph(id, since: since) }
        var writer = JSONWriter(capacity: 512 + 400 * graph.nodes.count)
        writer.write(graph)
        return .json(.ok, writer)
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ graph: FlowRunGraph) {
        object { writer in
            writer.time("start_time", graph.start)
            writer.time("end_time", graph.end)
            writer.key("root_node_ids")
            writer.array { list in for node in graph.nodes where node.parents.isEmpty { list.id(node.id) } }
            writer.key("nodes")
            let artifacts = Dictionary(grouping: graph.artifacts, by: \.taskRunID)
            writer.array { list in for node in graph.nodes { list.write(node, artifacts[node.id] ?? []) } }
            writer.artifacts(artifacts[nil] ?? [])
            writer.key("states")
            writer.array { list in
                for state in graph.states {
                    list.object { writer in
                        writer.key("id")
                        writer.id(state.id)
                        writer.time("timestamp", state.mark.since)
                        writer.member("type", .string(state.mark.type.rawValue))
                        writer.member("name", .string(state.mark.name))
                    }
                }
            }
        }
    }

    /// A node as Prefect shows it: a pair of its id and itself.
    private mutating func write(_ node: FlowRunGraph.Node, _ artifacts: [FlowRunGraph.Artifact]) {
        array { pair in
            pair.id(node.id)
            pair.object { writer in
                writer.member("kind", node.isFlowRun ? "flow-run" : "task-run")
                writer.key("id")
                writer.id(node.id)
                writer.member("label", .string(node.label))
                writer.member("state_type", .string(node.stateType))
                writer.time("start_time", node.start)
                writer.time("end_time", node.end)
                writer.edges("parents", node.parents)
                writer.edges("children", node.children)
                writer.edges("encapsulating", node.encapsulating)
                writer.artifacts(artifacts)
            }
        }
    }

    fileprivate mutating func artifacts(_ artifacts: [FlowRunGraph.Artifact]) {
        key("artifacts")
        array { list in
            for artifact in artifacts {
                list.object { writer in
                    writer.key("id")
                    writer.id(artifact.id)
                    writer.time("created", artifact.created)
                    writer.member("key", artifact.key.map(JSONValue.string) ?? .null)
                    writer.member("type", artifact.type.map(JSONValue.string) ?? .null)
                    writer.member("is_latest", .bool(artifact.isLatest))
                    writer.member("data", artifact.data)
                }
            }
        }
    }

    private mutating func edges(_ name: String, _ ids: [ID]) {
        key(name)
        array { list in
            for id in ids {
                list.object { edge in
                    edge.key("id")
                    edge.id(id)
                }
            }
        }
    }

    private mutating func id(_ id: ID) { plain { id.append(to: &$0) } }

    private mutating func time(_ name: String, _ time: Timestamp?) {
        key(name)
        if let time { plain { time.append(to: &$0) } } else { null() }
    }
}

extension Parameter where Value == Timestamp {
    /// From when on nodes of a graph are wanted.
    static var since: Parameter { Parameter("since", .time) }
}
