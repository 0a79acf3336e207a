import JSON
import TestSupport
import Testing
import Web

@Suite struct WorkPoolFormTests {
    let world: PageWorld
    let server: TestServer
    init() throws {
        world = try PageWorld()
        server = world.server
    }

    private let page = "/work-pools/work-pool/my%20pool"

    private func pool() throws -> Answer { try server.send(.get, "/api/work_pools/my%20pool") }
    private func queue() throws -> Answer { try server.send(.get, "/api/work_queues/\(world.queues[0])") }

    @Test func `a form pauses a pool and resumes it`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        let answer = visitor.submit(page + "/pause")
        #expect(answer.status == 303)
        #expect(answer.headers["Location"] == page)
        #expect(try pool()["status"] == "PAUSED")
        #expect(visitor.open(page).text.contains("This work pool is paused"))
        #expect(visitor.submit(page + "/resume").status == 303)
        #expect(try pool()["status"] == "READY")
    }

    @Test func `a form pauses a queue and resumes it`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        #expect(visitor.submit(page + "/queues/\(world.queues[0])/pause").status == 303)
        #expect(try queue()["is_paused"] == true)
        #expect(visitor.submit(page + "/queues/\(world.queues[0])/resume").status == 303)
        #expect(try queue()["is_paused"] == false)
        #expect(visitor.submit("/work-pools/work-pool/agents/queues/\(world.queues[0])/pause").status == 404)
        #expect(try queue()["is_paused"] == false)
    }

    @Test func `forms set limits and take them away`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        #expect(visitor.submit(page + "/limit", "limit=7").status == 303)
        #expect(try pool()["concurrency_limit"] == 7)
        #expect(visitor.submit(page + "/limit", "limit=").status == 303)
        #expect(try pool()["concurrency_limit"] == .null)
        #expect(visitor.submit(page + "/queues/\(world.queues[0])/limit", "limit=+0+").status == 303)
        #expect(try queue()["concurrency_limit"] == 0)
        #expect(visitor.submit(page + "/queues/\(world.queues[0])/limit").status == 303)
        #expect(try queue()["concurrency_limit"] == .null)
    }

    @Test(arguments: ["x", "-1", "1.5", "99999999999999999999", "%3Cb%3E"])
    func `what is no limit is refused in words`(_ limit: String) throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        let answer = visitor.submit(page + "/limit", "limit=\(limit)")
        #expect(answer.status == 400)
        #expect(answer.text.contains("is no limit"))
        #expect(!answer.text.contains("<b>"))
        #expect(try pool()["concurrency_limit"] == 5)
    }

    @Test func `a pool that is not there has no page and takes no forms`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        #expect(visitor.open("/work-pools/work-pool/nobody").status == 404)
        #expect(visitor.submit("/work-pools/work-pool/nobody/pause").status == 404)
        #expect(visitor.submit(page + "/pause", "", token: nil).status == 403)
    }
}
