import Core
import JSON

extension Kind where Value == JSONObject {
    /// What a task run's parameters come from: for each a list of task runs, flow runs, parameters and constants.
    static var taskInputs: Kind {
        dictionary.map(fallback: JSONObject(), shape: .map(.list(Kind<JSONValue>.taskInput.shape))) {
            object, _, location, problems in
            let before = problems.count
            var inputs = JSONObject()
            for member in object.members {
                let list = Kind<[JSONValue]>.list(of: .taskInput)
                    .read(member.value, location + [.string(member.key)], &problems)
                inputs[member.key] = list.map(JSONValue.array)
            }
            return problems.count == before ? inputs : nil
        }
    }
}

extension Kind where Value == JSONValue {
    /// One source of a parameter. What fits none of the forms is told for each of them.
    fileprivate static var taskInput: Kind {
        Kind(fallback: .null, shape: .either(TaskInputForm.all.map(\.shape))) { json, location, problems in
            var found = Problems()
            for form in TaskInputForm.all {
                if let value = form.read(json, location + [.string(form.schema)], &found) { return value }
            }
            problems += found
            return nil
        }
    }
}

/// One form of a task input: its `input_type`, and the one member that it has beside that.
private struct TaskInputForm {
    let schema: String
    let type: String
    let member: String

    static let all = [
        TaskInputForm(schema: "TaskRunResult", type: "task_run", member: "id"),
        TaskInputForm(schema: "FlowRunResult", type: "flow_run", member: "id"),
        TaskInputForm(schema: "Parameter", type: "parameter", member: "name"),
        TaskInputForm(schema: "Constant", type: "constant", member: "type"),
    ]

    /// The type may be left out.
    var shape: Shape {
        let value: JSONObject = member == "id" ? ["type": "string", "format": "uuid"] : ["type": "string"]
        let properties: JSONObject = [
            "input_type": ["type": "string", "const": .string(type), "default": .string(type)],
            member: .object(value),
        ]
        return Shape(SchemaBook.object(properties, required: [.string(member)], isOpen: true))
    }

    func read(_ json: JSONValue, _ location: [JSONValue], _ problems: inout Problems) -> JSONValue? {
        guard let object = json.object else {
            return problems.note(
                "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", json,
                at: location)
        }
        let before = problems.count
        if let found = object["input_type"], found != .string(type) {
            let _: JSONValue? = problems.note(
                "literal_error", "Input should be '\(type)'", found, at: location + ["input_type"],
                context: ["expected": .string("'\(type)'")])
        }
        guard let value = object[member] else {
            return problems.note("missing", "Field required", json, at: location + [.string(member)])
        }
        let place = location + [.string(member)]
        let text =
            member == "id"
            ? Kind<ID>.id.read(value, place, &problems)?.description : Kind<String>.string.read(value, place, &problems)
        guard problems.count == before, let text else { return nil }
        return .object(["input_type": .string(type), member: .string(text)])
    }
}
