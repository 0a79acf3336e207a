import Core
import JSON

extension App {
    /// `POST /api/deployments/filter`
    func filterDeployments(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(ListBody<DeploymentSort, RunQueryBody>.self)
        let (page, client) = (try body.page.checked(), call.client)
        return try storage.read { tx in
            try .list { try tx.writeDeployments(body.query, sort: body.sort, page: page, client.dialect, into: &$0) }
        }
    }

    /// `POST /api/deployments/count`
    func countDeployments(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(RunQueryBody.self).query
        let count = try storage.read { try $0.countDeployments(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `POST /api/deployments/paginate`
    func paginateDeployments(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(PagesListBody<DeploymentSort, RunQueryBody>.self)
        let (page, client) = (try body.pages.checked(), call.client)
        return try storage.read { tx in
            try .pages(page, of: tx.countDeployments(body.query)) {
                try tx.writeDeployments(body.query, sort: body.sort, page: page.page, client.dialect, into: &$0)
            }
        }
    }
}
