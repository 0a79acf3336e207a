import TestSupport
import Testing
import Web

/// The page that describes the API.
@Suite struct DocsPageTests {
    @Test func `the page lists every subject`() throws {
        let page = try TestServer().send(.get, "/docs").text
        #expect(page.contains("<h2>Flow Runs</h2>"))
        #expect(page.contains("/api/flow_runs/{id}/set_state"))
        #expect(page.contains("href=\"/docs?q=FlowRunResponse\""))
    }

    @Test func `a search leaves what has its words`() throws {
        let page = try TestServer().send(.get, "/docs?q=POST%20flows%20filter").text
        #expect(page.contains("/api/flows/filter"))
        #expect(!page.contains("/api/flows/count"))
    }

    @Test func `a search for nothing that is there says so`() throws {
        let page = try TestServer().send(.get, "/docs?q=%3Cb%3E").text
        #expect(page.contains("Nothing of the API has these words"))
        #expect(page.contains("&lt;b&gt;"))
        #expect(!page.contains("<b>"))
    }

    @Test func `a schema is found by its name`() throws {
        let page = try TestServer().send(.get, "/docs?q=FlowCreate").text
        #expect(page.contains("id=\"schema-FlowCreate\" open"))
    }

    @Test(arguments: ["/redoc", "/api/docs", "/api/redoc"])
    func `where other tools look for the page leads to it`(path: String) throws {
        let answer = try TestServer(.init(basePath: "/rigel")).send(.get, path)
        #expect(answer.status == 307)
        #expect(answer.headers["Location"] == "/rigel/docs")
    }
}
