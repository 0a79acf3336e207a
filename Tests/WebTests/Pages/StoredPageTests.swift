import Foundation  // ProcessInfo and FileManager: the stored copies are files beside this one.
import TestSupport
import Testing
import Web

/// Every page has a stored copy. `RIGEL_STORE_PAGES=1 swift test --filter StoredPageTests` writes them anew; look at the
/// difference before you keep it.
@Suite struct StoredPageTests {
    /// The pages by the name of their copy, each with its address in the world.
    private static let pages: [(name: String, path: @Sendable (PageWorld) -> String)] = [
        ("start", { _ in "/" }),
        ("runs", { _ in "/runs" }),
        ("runs-searched", { _ in "/runs?state=failed&tag=nightly&name=OTTER&flow=etl-orders&when=day&sort=oldest" }),
        ("runs-none", { _ in "/runs?flow=none" }),
        ("flow-run", { "/runs/flow-run/\($0.run)" }),
        ("flow-run-failed", { "/runs/flow-run/\($0.failed)" }),
        ("flow-run-ahead", { "/runs/flow-run/\($0.ahead)" }),
        ("flow-run-subflow", { "/runs/flow-run/\($0.subflowRun)" }),
        ("flow-run-delete", { "/runs/flow-run/\($0.run)/delete" }),
        ("task-run", { "/runs/task-run/\($0.taskRun)?level=error" }),
        ("flows", { _ in "/flows" }),
        ("flow", { "/flows/flow/\($0.flow)" }),
        ("deployments", { _ in "/deployments" }),
        ("deployments-searched", { _ in "/deployments?name=ETL&tag=orders&paused=no" }),
        ("deployment", { "/deployments/deployment/\($0.deployment)" }),
        ("deployment-paused", { "/deployments/deployment/\($0.paused)" }),
        ("quick-run", { "/deployments/deployment/\($0.deployment)/run" }),
        ("work-pools", { _ in "/work-pools" }),
        ("work-pools-searched", { _ in "/work-pools?name=POOL&type=process&status=ready" }),
        ("work-pool", { _ in "/work-pools/work-pool/my%20pool" }),
        ("work-pool-of-agents", { _ in "/work-pools/work-pool/agents" }),
        ("docs-searched", { _ in "/docs?q=POST%20work_queues%20filter" }),
        ("docs-schema", { _ in "/docs?q=WorkQueueFilter" }),
        ("limits", { _ in "/concurrency-limits" }),
        ("limits-searched", { _ in "/concurrency-limits?name=SLOW&kind=tag&active=no" }),
        ("limit", { "/concurrency-limits/concurrency-limit/\($0.limit)" }),
        ("blocks", { _ in "/blocks" }),
        ("blocks-searched", { _ in "/blocks?name=SHOP&type=secret" }),
        ("block", { "/blocks/block/\($0.block)" }),
        ("block-delete", { "/blocks/block/\($0.block)/delete" }),
        ("variables", { _ in "/variables" }),
        ("variables-searched", { _ in "/variables?name=LIMIT&tag=prod" }),
        ("variable", { "/variables/variable/\($0.variable)" }),
        ("variable-new", { _ in "/variables/new" }),
        ("variable-delete", { "/variables/variable/\($0.variable)/delete" }),
        ("artifacts", { _ in "/artifacts" }),
        ("artifacts-searched", { _ in "/artifacts?key=PRI&type=table" }),
        ("artifact-markdown", { "/artifacts/artifact/\($0.artifacts["markdown"] ?? "")" }),
        ("artifact-old", { "/artifacts/artifact/\($0.artifacts["old"] ?? "")" }),
        ("artifact-table", { "/artifacts/artifact/\($0.artifacts["table"] ?? "")" }),
        ("artifact-link", { "/artifacts/artifact/\($0.artifacts["link"] ?? "")" }),
        ("artifact-image", { "/artifacts/artifact/\($0.artifacts["image"] ?? "")" }),
        ("artifact-progress", { "/artifacts/artifact/\($0.artifacts["progress"] ?? "")" }),
        ("artifact-result", { "/artifacts/artifact/\($0.artifacts["result"] ?? "")" }),
        ("not-found", { _ in "/runs/nothing" }),
    ]

    @Test(arguments: pages.map(\.name))
    func `a page looks as its stored copy`(name: String) throws {
        let world = try PageWorld()
        let page = try #require(StoredPageTests.pages.first { $0.name == name })
        var visitor = Visitor(world.server)
        let answer = visitor.open(page.path(world))
        #expect(answer.status == (name == "not-found" ? 404 : 200))
        #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
        try StoredPageTests.compare(answer.text, name)
    }

    @Test func `an empty server says how to begin`() throws {
        let server = try TestServer()
        for (path, name) in [
            ("/", "empty-start"), ("/runs", "empty-runs"), ("/flows", "empty-flows"),
            ("/deployments", "empty-deployments"), ("/work-pools", "empty-work-pools"),
            ("/concurrency-limits", "empty-limits"),
            ("/blocks", "empty-blocks"),
            ("/variables", "empty-variables"), ("/artifacts", "empty-artifacts"),
        ] {
            var visitor = Visitor(server)
            try StoredPageTests.compare(visitor.open(path).text, name)
        }
    }

    private static func compare(_ html: String, _ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Stored/\(name).html")
        let shown = steady(html)
        if ProcessInfo.processInfo.environment["RIGEL_STORE_PAGES"] != nil {
            try shown.write(to: file, atomically: true, encoding: .utf8)
        }
        let stored = try String(contentsOf: file, encoding: .utf8)
        let difference = zip(shown.split(separator: "\n"), stored.split(separator: "\n")).first { $0 != $1 }
        #expect(
            shown == stored,
            "\(name): \(difference.map { "shows \($0), stored is \($1)" } ?? "one is longer"); see above how to renew the copies"
        )
    }

    /// Ids and tokens come from chance: each gets a number in the order of appearance.
    private static func steady(_ html: String) -> String {
        var names: [Substring: String] = [:]
        return html.replacing(#/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b/#) { match in
            let text = match.output.0
            let name = names[text] ?? "\(text.contains("-") ? "id" : "token")-\(names.count + 1)"
            names[text] = name
            return name
        }
    }
}
