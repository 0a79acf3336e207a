import Core
import JSON

extension App {
    /// `POST /api/flow_runs/{id}/input`
    func createFlowRunInput(_ call: Call) throws -> Response {
        let now = call.request.now
        let input = try call.embeddedBody(FlowRunInputBody.self).input(of: try call.id())
        let id = effects.newID(at: now)
        try storage.write { try $0.createInput(input, id: id, at: now) }
        return .json(.created) { $0.null() }
    }

    /// `POST /api/flow_runs/{id}/input/filter`
    func filterFlowRunInputs(_ call: Call) throws -> Response {
        let id = try call.id()
        let search = try call.embeddedBody(FlowRunInputSearchBody.self).search
        return try storage.read { tx in try .list { try tx.writeInputs(of: id, search, into: &$0) } }
    }

    /// `GET /api/flow_runs/{id}/input/{key}`: the value as it was sent, as plain text.
    func readFlowRunInput(_ call: Call) throws -> Response {
        let id = try call.id()
        let key = try call.text("key")
        guard let value = try storage.read({ try $0.value(ofInput: key, of: id) }) else {
            throw Failure.notFound("Flow run input not found")
        }
        var headers = Headers()
        headers["Content-Type"] = "text/plain; charset=utf-8"
        return Response(.ok, headers: headers, body: Array(value.utf8))
    }

    /// `DELETE /api/flow_runs/{id}/input/{key}`
    func deleteFlowRunInput(_ call: Call) throws -> Response {
        let id = try call.id()
        let key = try call.text("key")
        guard try storage.write({ try $0.deleteInput(key, of: id) }) else {
            throw Failure.notFound("Flow run input not found")
        }
        return .noContent
    }
}

/// The body of `POST /api/flow_runs/{id}/input`.
struct FlowRunInputBody: Body {
    private let key: String
    private let value: String
    private let sender: String?

    init(from reader: inout BodyReader) {
        key = reader.required("key", .string)
        value = reader.required("value", .bytes)
        sender = reader.optional("sender", .string)
    }

    /// The input, once its key is seen to be one. Prefect's server fails on others.
    func input(of flowRun: ID) throws -> FlowRunInput {
        guard FlowRunInput.isKey(key) else {
            throw Failure.unprocessable("key must only contain lowercase letters, numbers, and dashes.")
        }
        return FlowRunInput(flowRunID: flowRun, key: key, value: value, sender: sender)
    }
}

/// The body of `POST /api/flow_runs/{id}/input/filter`.
struct FlowRunInputSearchBody: Body {
    let search: FlowRunInputSearch

    init(from reader: inout BodyReader) {
        let prefix = reader.required("prefix", .string)
        let limit = reader.optional("limit", .integer) ?? 1
        let excluded = reader.optional("exclude_keys", .strings) ?? []
        search = FlowRunInputSearch(prefix: prefix, excluded: excluded, limit: Int(clamping: limit))
    }
}

extension Kind where Value == String {
    /// A text that Prefect's server takes as bytes, with another word for what is none.
    fileprivate static var bytes: Kind {
        Kind(fallback: "", shape: .text) { json, location, problems in
            json.string ?? problems.note("bytes_type", "Input should be a valid bytes", json, at: location)
        }
    }
}
