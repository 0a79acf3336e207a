import Core
import JSON

extension App {
    private static let holdersOfPage = 50

    /// `GET /blocks/block/{id}`: what a document holds; its secrets are never in a page.
    func showBlock(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        return try storage.read { tx in
            guard let block = try tx.blockDetail(id, limit: App.holdersOfPage) else { throw Failure.noBlockPage }
            return show(
                HTMLPage(
                    template: "BlockPage", title: "\(block.summary.name) · block", section: .blocks,
                    fields: block.fields(at: now)), to: call)
        }
    }

    /// `GET /blocks/block/{id}/delete`: asks before a document is deleted, since that cannot be undone.
    func askToDeleteBlock(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            guard let block = try tx.blockDetail(id, limit: App.holdersOfPage) else { throw Failure.noBlockPage }
            return show(
                HTMLPage(
                    template: "DeleteBlockPage", title: "Delete \(block.summary.name)?", section: .blocks,
                    fields: block.fields(at: call.request.now), hasForms: true), to: call)
        }
    }

    /// `POST /blocks/block/{id}/delete`
    func deleteBlockByForm(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        _ = try call.form()
        guard try storage.write({ try BlockDocumentSaving.delete(id, at: now, in: $0) }) else {
            throw Failure.noBlockPage
        }
        return seeOther("/blocks")
    }
}

extension Failure {
    fileprivate static let noBlockPage = Failure.notFound("There is no block with this id.")
}

extension BlockDocumentDetail {
    fileprivate func fields(at now: Timestamp) -> PageFields {
        [
            "heading": .text(summary.name), "block_id": .text(summary.id.description), "type": .text(summary.typeName),
            "type_slug": .text(summary.typeSlug),
            "capabilities": .texts(summary.capabilities), "created": .time(summary.created, at: now),
            "updated": .time(summary.updated, at: now),
            "data": .text(maskedData.isEmpty ? nil : JSONValue.object(maskedData).indented),
            "command": .text("prefect block inspect \(summary.typeSlug)/\(summary.name)"),
            "holds": .list(
                holds.map { $0.document.fields(at: now).adding(["member": .text($0.member)]) }),
            "has_holds": .flag(!holds.isEmpty), "held_by": .list(heldBy.map { $0.fields(at: now) }),
            "has_holders": .flag(!heldBy.isEmpty),
        ]
    }
}
