import Core

extension App {
    /// `GET /variables/new`
    func showNewVariable(_ call: Call) throws -> Response { show(VariableForm().pageOfNew, to: call) }

    /// `POST /variables/new`: makes the variable, or shows the form again with what is wrong.
    func createVariableByForm(_ call: Call) throws -> Response {
        var form = VariableForm(try call.form())
        let now = call.request.now
        do {
            let variable = try form.variable(effects.newID(at: now))
            try storage.write { try VariableSaving.create(variable, at: now, in: $0) }
            return seeOther("/variables/variable/\(variable.id)")
        } catch let failure as Failure {
            form.problem = failure.text
            return show(form.pageOfNew, to: call)
        }
    }

    /// `GET /variables/variable/{id}`
    func showVariable(_ call: Call) throws -> Response {
        let id = try call.id()
        guard let summary = try storage.read({ try $0.variableSummary(id) }) else { throw Failure.noVariablePage }
        return show(VariableForm(summary.variable).page(of: summary, at: call.request.now), to: call)
    }

    /// `POST /variables/variable/{id}`: changes the variable, or shows the form again with what is wrong.
    func updateVariableByForm(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        var form = VariableForm(try call.form())
        do {
            let variable = try form.variable(id)
            let change = VariableChange(name: variable.name, value: variable.value, tags: variable.tags)
            guard try storage.write({ try VariableSaving.update(.id(id), change, at: now, in: $0) }) else {
                throw Failure.noVariablePage
            }
            return seeOther("/variables/variable/\(id)")
        } catch let failure as Failure where failure != .noVariablePage {
            form.problem = failure.text
            guard let summary = try storage.read({ try $0.variableSummary(id) }) else {
                throw Failure.noVariablePage
            }
            return show(form.page(of: summary, at: now), to: call)
        }
    }

    /// `GET /variables/variable/{id}/delete`: asks before a variable is deleted, since that cannot be undone.
    func askToDeleteVariable(_ call: Call) throws -> Response {
        let id = try call.id()
        guard let summary = try storage.read({ try $0.variableSummary(id) }) else { throw Failure.noVariablePage }
        return show(
            HTMLPage(
                template: "DeleteVariablePage", title: "Delete \(summary.variable.name)?", section: .variables,
                fields: ["id": .text(id.description), "heading": .text(summary.variable.name)], hasForms: true),
            to: call)
    }

    /// `POST /variables/variable/{id}/delete`
    func deleteVariableByForm(_ call: Call) throws -> Response {
        let id = try call.id()
        _ = try call.form()
        guard try storage.write({ try VariableSaving.delete(.id(id), at: call.request.now, in: $0) }) else {
            throw Failure.noVariablePage
        }
        return seeOther("/variables")
    }
}

extension Failure {
    fileprivate static let noVariablePage = Failure.notFound("There is no variable with this id.")
}

extension VariableForm {
    fileprivate var pageOfNew: HTMLPage {
        HTMLPage(
            template: "VariablePage", title: "New variable", section: .variables,
            fields: fields.adding(["heading": "New variable"]), hasForms: true,
            status: problem == nil ? .ok : .unprocessable)
    }

    fileprivate func page(of summary: VariableSummary, at now: Timestamp) -> HTMLPage {
        let name = summary.variable.name
        return HTMLPage(
            template: "VariablePage", title: "\(name) · variable", section: .variables,
            fields: fields.adding([
                "heading": .text(name), "id": .text(summary.variable.id.description),
                "created": .time(summary.created, at: now), "updated": .time(summary.updated, at: now),
                "command": .text("prefect variable get \(name)"),
            ]), hasForms: true, status: problem == nil ? .ok : .unprocessable)
    }
}
