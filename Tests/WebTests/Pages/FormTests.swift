import JSON
import TestSupport
import Testing
import Web

@Suite struct FormTests {
    let world: PageWorld
    let server: TestServer
    init() throws {
        world = try PageWorld()
        server = world.server
    }

    private var page: String { "/deployments/deployment/\(world.deployment)" }

    private func deployment() throws -> JSONValue { try server.send(.get, "/api/deployments/\(world.deployment)").json }

    @Test func `a form pauses a deployment and resumes it`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        let answer = visitor.submit(page + "/pause")
        #expect(answer.status == 303)
        #expect(answer.headers["Location"] == page)
        #expect(try deployment()["paused"] == true)
        #expect(visitor.open(page).text.contains("This deployment is paused"))
        #expect(visitor.submit(page + "/resume").status == 303)
        #expect(try deployment()["paused"] == false)
    }

    @Test func `a form switches a schedule off and on, and off deletes the runs it made`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(page)
        let schedule = try #require(world.schedules.first)
        #expect(visitor.submit(page + "/schedules/\(schedule)/off").status == 303)
        #expect(try deployment()["schedules"]?.array?.first { $0["id"] == .string(schedule) }?["active"] == false)
        #expect(visitor.submit(page + "/schedules/\(schedule)/on").status == 303)
        #expect(try deployment()["schedules"]?.array?.first { $0["id"] == .string(schedule) }?["active"] == true)
        #expect(visitor.submit(page + "/schedules/\(world.run)/on").status == 404)
    }

    @Test func `quick run makes a run with its parameters and name and shows it`() throws {
        var visitor = Visitor(server)
        #expect(visitor.open(page + "/run").text.contains("s3://orders"))
        let answer = visitor.submit(page + "/run", "parameters=%7B%22limit%22%3A+7%7D&name=by+hand")
        #expect(answer.status == 303)
        let location = try #require(answer.headers["Location"])
        #expect(location.hasPrefix("/runs/flow-run/"))
        let run = try server.send(.get, "/api/flow_runs/" + location.split(separator: "/")[2])
        #expect(run["name"] == "by hand")
        #expect(run["parameters"] == ["limit": 7])
        #expect(run["state_type"] == "SCHEDULED")
        #expect(run["deployment_id"] == .string(world.deployment))
    }

    @Test(arguments: [
        ("%7B%22limit%22%3A+%0A%7D", "line 2"), ("%5B1%5D", "must be a JSON object"),
        ("%22%3Cb%3E%22", "must be a JSON object"),
    ])
    func `quick run shows the form again with the input and what is wrong`(input: String, reason: String) throws {
        var visitor = Visitor(server)
        _ = visitor.open(page + "/run")
        let answer = visitor.submit(page + "/run", "parameters=\(input)&name=keep+me")
        #expect(answer.status == 422)
        #expect(answer.text.contains(reason))
        #expect(answer.text.contains("value=\"keep me\""))
        #expect(!answer.text.contains("<b>"))
        #expect(
            try server.send(.post, "/api/flow_runs/count", ["flow_runs": ["name": ["any_": ["keep me"]]]]).json == 0)
    }

    @Test func `quick run shows the form again when the parameters do not match the deployment's schema`() throws {
        let enforced: JSONValue = [
            "enforce_parameter_schema": true, "parameters": ["limit": 1],
            "parameter_openapi_schema": ["properties": ["limit": ["type": "integer", "default": 1]]],
        ]
        #expect(try server.send(.patch, "/api/deployments/\(world.deployment)", enforced).status == 204)
        var visitor = Visitor(server)
        _ = visitor.open(page + "/run")
        let answer = visitor.submit(page + "/run", "parameters=%7B%22limit%22%3A+%22many%22%7D&name=keep+me")
        #expect(answer.status == 422)
        #expect(answer.text.contains("Validation failed for field"))
        #expect(answer.text.contains("many"))
        #expect(answer.text.contains("value=\"keep me\""))
        #expect(
            try server.send(.post, "/api/flow_runs/count", ["flow_runs": ["name": ["any_": ["keep me"]]]]).json == 0)
    }

    @Test func `cancel ends a run, and a run that is over says why not`() throws {
        var visitor = Visitor(server)
        _ = visitor.open("/runs/flow-run/\(world.run)")
        #expect(visitor.submit("/runs/flow-run/\(world.run)/cancel").status == 303)
        let state = try server.send(.get, "/api/flow_runs/\(world.run)")["state_type"]
        #expect(state == "CANCELLING" || state == "CANCELLED")
        let page = visitor.open("/runs/flow-run/\(world.failed)")
        #expect(!page.text.contains("Cancel run"))
    }

    @Test func `a run is deleted after a question`() throws {
        var visitor = Visitor(server)
        let path = "/runs/flow-run/\(world.failed)/delete"
        #expect(visitor.open(path).text.contains("Delete hasty-otter?"))
        #expect(try server.send(.get, "/api/flow_runs/\(world.failed)").status == 200)
        #expect(visitor.submit(path).headers["Location"] == "/runs")
        #expect(try server.send(.get, "/api/flow_runs/\(world.failed)").status == 404)
        #expect(visitor.submit(path).status == 404)
    }
}
