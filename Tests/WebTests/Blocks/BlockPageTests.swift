import JSON
import TestSupport
import Testing
import Web

@Suite struct BlockPageTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `no page shows a secret, of a block or of one in it`() throws {
        let inner = try server.makeBlock(
            "inner", try server.makeBlockType("login", secrets: ["password"]), ["user": "me", "password": "unseen-1"])
        let outer = try server.makeBlock(
            "outer", try server.makeBlockType("store", secrets: ["keys.*"]),
            ["login": server.reference(to: inner), "keys": ["a": "unseen-2"], "bucket": "open"])
        var visitor = Visitor(server)
        for path in ["/blocks", "/blocks/block/\(outer)", "/blocks/block/\(inner)", "/blocks/block/\(inner)/delete"] {
            let page = visitor.open(path)
            #expect(page.status == 200)
            #expect(!page.text.contains("unseen"))
        }
        let page = visitor.open("/blocks/block/\(outer)").text
        #expect(page.contains("open") && page.contains("********") && page.contains("/blocks/block/\(inner)"))
        #expect(visitor.open("/blocks/block/\(inner)").text.contains("Blocks that hold it"))
    }

    @Test func `lists are by name and by type, and without the anonymous`() throws {
        let (apple, pear) = (try server.makeBlockType("apple"), try server.makeBlockType("pear"))
        try server.makeBlock("red", apple)
        try server.makeBlock("green", pear)
        var anonymous = apple
        anonymous["is_anonymous"] = true
        try server.send(.post, "/api/block_documents/", .object(anonymous.merging(["data": [:]])))
        var visitor = Visitor(server)
        #expect(visitor.open("/blocks").text.contains("2 blocks"))
        let ofType = visitor.open("/blocks?type=pear").text
        #expect(ofType.contains("1 block<") && ofType.contains(">green<") && !ofType.contains(">red<"))
        #expect(visitor.open("/blocks?name=RE").text.contains("2 blocks"))
        #expect(visitor.open("/blocks?name=red&type=pear").text.contains("No block is like this"))
    }

    @Test func `a form deletes a block, once`() throws {
        let id = try server.makeBlock("old", try server.makeBlockType("kept"))
        var visitor = Visitor(server)
        #expect(visitor.open("/blocks/block/\(id)/delete").text.contains("Delete old?"))
        #expect(visitor.submit("/blocks/block/\(id)/delete", "").status == 303)
        #expect(try server.send(.get, "/api/block_documents/\(id)").status == 404)
        #expect(visitor.submit("/blocks/block/\(id)/delete", "").status == 404)
        #expect(visitor.open("/blocks/block/\(id)").status == 404)
    }
}
