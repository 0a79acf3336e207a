import JSON
import TestSupport
import Testing
import Web

@Suite struct PageTests {
    @Test func `what people name is text and never markup`() throws {
        let server = try TestServer()
        let evil = "<script>alert(1)</script>\"'><img src=x>"
        let flow = try server.made("/api/flows/", ["name": "fine", "tags": [.string(evil)]])
        let deployment = try server.made(
            "/api/deployments/",
            [
                "name": "daily", "flow_id": .string(flow), "description": .string(evil), "tags": [.string(evil)],
                "entrypoint": .string(evil), "parameters": [evil: .string(evil)], "enforce_parameter_schema": false,
            ])
        let run = try server.made(
            "/api/deployments/\(deployment)/create_flow_run",
            [
                "name": .string(evil), "state": ["type": "SCHEDULED", "name": .string(evil), "message": .string(evil)],
            ])
        let task = try server.made(
            "/api/task_runs/",
            [
                "name": .string(evil), "flow_run_id": .string(run), "task_key": .string(evil), "dynamic_key": "0",
            ])
        #expect(
            try server.send(
                .post, "/api/logs/",
                [
                    [
                        "name": .string(evil), "level": 20, "message": .string(evil),
                        "timestamp": "2026-11-21T12:00:00Z",
                        "flow_run_id": .string(run), "task_run_id": .string(task),
                    ]
                ]
            ).status == 201)
        var visitor = Visitor(server)
        for path in [
            "/", "/runs?when=any&name=%3Cscript%3E&tag=%22%3E%3Cimg%3E&flow=%3Cb%3E", "/runs?when=any",
            "/runs/flow-run/\(run)",
            "/runs/flow-run/\(run)/delete", "/runs/task-run/\(task)", "/flows", "/flows/flow/\(flow)", "/deployments",
            "/deployments?name=%22%3E%3Cscript%3E", "/deployments/deployment/\(deployment)",
            "/deployments/deployment/\(deployment)/run", "/%3Cscript%3E",
        ] {
            let html = visitor.open(path).text
            #expect(!html.contains("<script"), "\(path)")
            #expect(!html.contains("<img src=x"), "\(path)")
            #expect(!html.contains("<b>"), "\(path)")
        }
        #expect(visitor.open("/runs/flow-run/\(run)").text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test func `no template puts text in without escaping it`() throws {
        for (name, text) in try Templates.read() {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
        }
    }

    @Test func `all addresses begin with the base path`() throws {
        let server = try TestServer(AppSettings(basePath: "/tools/rigel"))
        var visitor = Visitor(server)
        for path in ["/", "/runs", "/flows", "/deployments", "/nothing"] {
            let html = visitor.open(path).text
            let links = html.matches(of: #/(?:href|src|action)="([^"]*)"/#).map { String($0.1) }
            #expect(links.count > 5)
            for link in links {
                #expect(
                    link.hasPrefix("/tools/rigel/") || link.hasPrefix("#") || link.hasPrefix("?"), "\(path): \(link)")
            }
        }
        #expect(visitor.open("/").text.contains("PREFECT_API_URL=http://rigel.test/tools/rigel/api"))
        let deployment = try server.made(
            "/api/deployments/",
            [
                "name": "daily", "flow_id": .string(try server.made("/api/flows/", ["name": "etl"])),
                "enforce_parameter_schema": false,
            ])
        let page = "/deployments/deployment/\(deployment)"
        #expect(visitor.open(page).headers["Set-Cookie"]?.contains("; Path=/tools/rigel/;") == true)
        #expect(visitor.submit(page + "/pause").headers["Location"] == "/tools/rigel" + page)
    }

    @Test(arguments: [
        ("GET", "/runs/flow-run/0197c0de-0000-7000-8000-000000000000", 404, "There is no flow run with this id."),
        ("GET", "/runs/task-run/0197c0de-0000-7000-8000-000000000000", 404, "There is no task run with this id."),
        ("GET", "/flows/flow/0197c0de-0000-7000-8000-000000000000", 404, "There is no flow with this id."),
        (
            "GET", "/deployments/deployment/0197c0de-0000-7000-8000-000000000000", 404,
            "There is no deployment with this id."
        ),
        ("GET", "/nothing", 404, "There is no page at this address."),
        ("POST", "/runs", 405, "Not possible here"),
        ("HEAD", "/runs", 200, ""),
    ])
    func `what is not there is said on a page`(method: String, path: String, status: Int, text: String) throws {
        var visitor = Visitor(try TestServer())
        let answer = visitor.send(try #require(.init(rawValue: method)), path, body: "", contentType: nil)
        #expect(answer.status == status)
        #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(answer.text.contains(text))
    }

    @Test func `clients of the API get JSON for the same errors`() throws {
        let answer = try TestServer().send(.get, "/api/nothing")
        #expect(answer.status == 404)
        #expect(answer["detail"] == "Not Found")
    }

    @Test func `a template that cannot be used is named`() throws {
        var templates = try Templates.read()
        templates["FlowsPage"] = "{{#open}}"
        #expect(throws: TemplateError.self) { try Pages(templates: templates, assetVersion: "1") }
        do { _ = try Pages(templates: templates, assetVersion: "1") } catch {
            #expect("\(error)".contains("FlowsPage.mustache"))
        }
        templates["FlowsPage"] = nil
        do { _ = try Pages(templates: templates, assetVersion: "1") } catch {
            #expect("\(error)" == "The template FlowsPage.mustache is missing.")
        }
    }
}
