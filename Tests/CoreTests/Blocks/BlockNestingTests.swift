import JSON
import Testing

@testable import Core

@Suite struct BlockNestingTests {
    private func id(_ number: Int) -> ID { ID(high: 0, low: UInt64(number)) }

    @Test func `documents nest fifty deep and no deeper`() throws {
        let edges = (0..<51).map { (parent: id($0), reference: id($0 + 1)) }
        var shallow = BlockNesting(Array(edges.prefix(50)))
        try shallow.check()
        var deep = BlockNesting(edges)
        #expect(throws: Failure.self) { try deep.check() }
    }

    @Test func `documents that would be shown very often are refused, however few they are`() {
        // Each refers to the next by two names: 2^20 copies of the last.
        let edges = (0..<20).flatMap { place in
            [(parent: id(place), reference: id(place + 1)), (parent: id(place), reference: id(place + 1))]
        }
        var nesting = BlockNesting(edges)
        #expect(throws: Failure.self) { try nesting.check() }
    }

    @Test func `a schema that leads back to itself is shown once`() {
        let schema = StoredBlockSchema(
            id: id(1), checksum: "sha256:x", typeSlug: "t", fields: ["title": "T"], references: [("a", id(1))])
        var family = BlockSchemaFamily([schema])
        let fields = family.fields(of: id(1))
        #expect(fields["block_schema_references"]?["a"]?["block_type_slug"] == "t")
        #expect(fields["definitions"] == nil)
    }
}
