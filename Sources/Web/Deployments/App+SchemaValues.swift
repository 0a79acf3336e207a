import Core
import JSON

extension App {
    /// `POST /api/ui/schemas/validate`: what is wrong with the values of a form, field by field.
    func validateSchemaValues(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(SchemaValuesBody.self)
        let draft = try storage.read { try ParameterHydration($0).draft(body.values) }
        let report = try ValuesReport(on: draft, by: body.schema)
        return .json { $0.value(report.json) }
    }
}

/// The body of `POST /api/ui/schemas/validate`.
struct SchemaValuesBody: Body {
    let schema: JSONObject
    let values: JSONObject

    init(from reader: inout BodyReader) {
        schema = reader.required("schema", .dictionary)
        values = reader.required("values", .dictionary)
    }
}
