public import JSON

extension State {
    /// Writes the state as the API shows it; the runs stand in the state's details where these do not name others.
    public func write(flowRunID: ID?, taskRunID: ID?, into writer: inout JSONWriter) {
        let columns = ["flow_run_id": flowRunID, "task_run_id": taskRunID]
        writer.object { writer in
            writer.member("id", .string(id.description))
            writer.member("type", .string(type.rawValue))
            writer.member("name", .string(name))
            writer.member("timestamp", .string(timestamp.description))
            writer.member("message", message.map(JSONValue.string) ?? .null)
            writer.member("data", data ?? .null)
            writer.key("state_details")
            writer.object { writer in
                for field in StateDetails.wire.fields {
                    writer.member(field.name, details.members[field.name] ?? field.standard(columns))
                }
            }
        }
    }
}

extension WireField {
    /// What stands where a sparse object has no such member.
    fileprivate func standard(_ columns: [String: ID?]) -> JSONValue {
        switch source {
        case .sparse(let standard): standard
        case .sparseColumn(let name): (columns[name] ?? nil).map { .string($0.description) } ?? .null
        default: .null
        }
    }
}
