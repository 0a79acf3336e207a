import Core
import JSON

extension App {
    /// `GET /api/admin/storage`: where clients keep results by default. They ask before every flow run.
    func readResultStorage(_ call: Call) throws -> Response {
        .resultStorage(try storage.read { try $0.defaultResultStorage() })
    }

    /// `PUT /api/admin/storage`
    func chooseResultStorage(_ call: Call) throws -> Response {
        let document = try call.body(ResultStorageBody.self).document
        try storage.write { try ResultStorage.choose(document, in: $0) }
        return .resultStorage(document)
    }

    /// `DELETE /api/admin/storage`
    func forgetResultStorage(_ call: Call) throws -> Response {
        try storage.write { try $0.setDefaultResultStorage(nil) }
        return .noContent
    }
}

extension Response {
    fileprivate static func resultStorage(_ document: ID?) -> Response {
        let shown = document.map { JSONValue.string($0.description) } ?? .null
        return .json { $0.object { $0.member("default_result_storage_block_id", shown) } }
    }
}

/// The body of `PUT /api/admin/storage`.
struct ResultStorageBody: Body {
    static let schemaName: String? = "ServerDefaultResultStorageUpdate"
    let document: ID

    init(from reader: inout BodyReader) { document = reader.required("default_result_storage_block_id", .id) }

    static var ignoresUnknownMembers: Bool { true }
}

extension WireObject {
    /// Where clients keep results by default.
    static let resultStorage = WireObject(
        "ServerDefaultResultStorage", [.nullable("default_result_storage_block_id", .id)])
}
