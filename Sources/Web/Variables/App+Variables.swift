import Core
import JSON

extension App {
    private static let noVariable = "Variable not found."

    /// `POST /api/variables/`
    func createVariable(_ call: Call) throws -> Response {
        let now = call.request.now
        var variable = try call.body(VariableCreateBody.self).variable
        variable.id = effects.newID(at: now)
        return try storage.write { [variable] tx in
            try VariableSaving.create(variable, at: now, in: tx)
            return try .found(.created, App.noVariable) { try tx.writeVariable(.id(variable.id), into: &$0) }
        }
    }

    /// `GET /api/variables/{id}`, `GET /api/variables/name/{name}`
    func readVariable(_ call: Call) throws -> Response {
        let name = try call.variableName()
        return try storage.read { tx in
            try .found(.ok, App.noVariable) { try tx.writeVariable(name, into: &$0) }
        }
    }

    /// `POST /api/variables/filter`
    func filterVariables(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(VariableListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeVariables(body.filter, sort: body.sort, page: page, into: &$0) }
        }
    }

    /// `POST /api/variables/count`
    func countVariables(_ call: Call) throws -> Response {
        let filter = try call.embeddedBody(VariableCountBody.self).filter
        let count = try storage.read { try $0.countVariables(filter) }
        return .json { $0.value(Int64(count)) }
    }

    /// `PATCH /api/variables/{id}`, `PATCH /api/variables/name/{name}`
    func updateVariable(_ call: Call) throws -> Response {
        let name = try call.variableName()
        let body = try call.body(VariableUpdateBody.self)
        try storage.write { tx in
            guard try VariableSaving.update(name, body.change, at: call.request.now, in: tx) else {
                throw Failure.notFound(App.noVariable)
            }
            if body.isContradiction { throw Failure.conflict(Failure.integrityConflict) }
        }
        return .noContent
    }

    /// `DELETE /api/variables/{id}`, `DELETE /api/variables/name/{name}`
    func deleteVariable(_ call: Call) throws -> Response {
        let name = try call.variableName()
        guard try storage.write({ try VariableSaving.delete(name, at: call.request.now, in: $0) }) else {
            throw Failure.notFound(App.noVariable)
        }
        return .noContent
    }
}

extension Call {
    /// The variable that the address names, by its name or by its id.
    fileprivate func variableName() throws -> VariableName {
        parameters["name"] != nil ? .name(try text("name")) : .id(try id())
    }
}

extension Routes {
    static let variables: [Route] = [
        Route(
            "POST /api/variables/", App.createVariable, "Make a variable",
            takes: .body(VariableCreateBody.self), gives: .one(Variable.wire, .created)),
        Route(
            "POST /api/variables/filter", App.filterVariables, "List variables",
            takes: .parameters(VariableListBody.self), gives: .list(Variable.wire)),
        Route(
            "POST /api/variables/count", App.countVariables, "Count variables",
            takes: .parameters(VariableCountBody.self), gives: .count),
        Route(
            "GET /api/variables/name/{name}", App.readVariable, "Read the variable of a name",
            gives: .one(Variable.wire)),
        Route(
            "PATCH /api/variables/name/{name}", App.updateVariable, "Change the variable of a name",
            takes: .body(VariableUpdateBody.self), gives: .nothing),
        Route(
            "DELETE /api/variables/name/{name}", App.deleteVariable, "Delete the variable of a name",
            gives: .nothing),
        Route("GET /api/variables/{id}", App.readVariable, "Read the variable of an id", gives: .one(Variable.wire)),
        Route(
            "PATCH /api/variables/{id}", App.updateVariable, "Change the variable of an id",
            takes: .body(VariableUpdateBody.self), gives: .nothing),
        Route("DELETE /api/variables/{id}", App.deleteVariable, "Delete the variable of an id", gives: .nothing),
    ]
}
