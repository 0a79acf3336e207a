import Core
import JSON

extension App {
    /// `GET /deployments/deployment/{id}/run`: the form of a run of a deployment.
    func showQuickRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let deployment = try storage.read { try $0.deploymentDetail(id, at: call.request.now) }
        guard let deployment else { throw Failure.noDeploymentPage }
        return show(QuickRunForm(parameters: deployment.startingParameters.indented).page(of: deployment), to: call)
    }

    /// `POST /deployments/deployment/{id}/run`: makes the run and shows it, or the form again with what is wrong.
    func quickRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let fields = try call.form()
        var form = QuickRunForm(parameters: fields.verbatim("parameters") ?? "", name: fields["name"])
        do {
            let request = try form.request()
            let (runID, stateID) = (effects.newID(at: now), effects.newID(at: now))
            let name = RunName.make(random: effects.random)
            let run = try storage.write { tx in
                guard let deployment = try tx.deployment(id) else { throw Failure.noDeploymentPage }
                let run = try request.run(
                    of: deployment, id: runID, stateID: stateID, name: name, effects: effects, at: now, in: tx)
                return try tx.createFlowRun(run, at: now).id
            }
            return seeOther("/runs/flow-run/\(run)")
        } catch let failure as Failure where failure != .noDeploymentPage {
            form.problem = failure.text
            let deployment = try storage.read { try $0.deploymentDetail(id, at: now) }
            guard let deployment else { throw Failure.noDeploymentPage }
            return show(form.page(of: deployment), to: call)
        }
    }
}

/// What a person filled in to run a deployment.
private struct QuickRunForm {
    var parameters: String
    var name: String?
    var problem: String?

    /// What to do, or a ``Failure/unprocessable(_:)`` that says what is wrong with the input.
    func request() throws(Failure) -> DeploymentRunRequest {
        var request = DeploymentRunRequest()
        request.name = name
        guard !parameters.trimmed.isEmpty else { return request }
        guard let object = try json().object else {
            throw .unprocessable("The parameters must be a JSON object, such as {\"limit\": 10}.")
        }
        request.parameters = object
        return request
    }

    private func json() throws(Failure) -> JSONValue {
        do { return try JSONValue(parsing: parameters) } catch {
            let line = parameters.utf8.prefix(error.position).count { $0 == UInt8(ascii: "\n") } + 1
            throw .unprocessable("The parameters cannot be read, line \(line): \(error.message)")
        }
    }

    func page(of deployment: DeploymentDetail) -> HTMLPage {
        let lines = parameters.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        return HTMLPage(
            template: "QuickRunPage", title: "Run \(deployment.summary.name)", section: .deployments,
            fields: [
                "id": .text(deployment.summary.id.description), "heading": .text(deployment.summary.name),
                "parameters_text": .text(parameters), "run_name": .text(name), "problem": .text(problem),
                "rows": .text(String(min(max(lines + 1, 5), 25))), "hints": .list(deployment.parameterHints),
                "has_hints": .flag(!deployment.parameterHints.isEmpty),
            ],
            hasForms: true, status: problem == nil ? .ok : .unprocessable)
    }
}

extension DeploymentDetail {
    /// The defaults of the flow's signature under those of the deployment.
    fileprivate var startingParameters: JSONValue {
        var defaults = JSONObject()
        for property in parameterSchema?["properties"]?.object?.members ?? [] {
            if let value = property.value["default"] { defaults[property.key] = value }
        }
        return .object(defaults.merging(parameters.object ?? JSONObject()))
    }

    /// What the flow takes: names, types and which of them it must be given.
    fileprivate var parameterHints: [PageFields] {
        let required = parameterSchema?["required"]?.array?.compactMap(\.string) ?? []
        return (parameterSchema?["properties"]?.object?.members ?? []).map { property in
            [
                "name": .text(property.key), "type": .text(property.value["type"]?.string),
                "is_required": .flag(required.contains(property.key)),
            ]
        }
    }
}
