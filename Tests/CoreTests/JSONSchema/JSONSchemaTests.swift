import FoundationEssentials
import JSON
import Testing

@testable import Core

/// A file beside the tests that make-golden.py wrote: what the real server said.
private enum GoldenFile {
    static func rows(_ name: String) throws -> [JSONValue] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
        return try JSONValue(parsing: [UInt8](try Data(contentsOf: path))).array ?? []
    }
}

@Suite struct JSONSchemaTests {
    @Test func `values are taken and refused as by the real server, and in its words`() throws {
        let rows = try GoldenFile.rows("golden.json")
        #expect(rows.count > 1200)
        for row in rows {
            let answer = try Verdict(of: row)
            #expect(
                answer == Verdict(golden: row),
                "\(row["how"]?.text ?? "") \(row["schema"]?.text ?? "") \(row["value"]?.text ?? "")")
        }
    }

    @Test func `patterns find what Python's find`() throws {
        let rows = try GoldenFile.rows("patterns.json")
        for row in rows {
            let text = try #require(row["pattern"]?.string)
            guard let found = row["found"]?.array else {
                #expect(Pattern(text) == nil, "\(text) is no pattern")
                continue
            }
            let pattern = try #require(Pattern(text), "\(text)")
            for string in found {
                #expect(try pattern.isFound(in: string.string ?? "", Effort(100_000)), "\(text) in \(string)")
            }
            for string in row["other"]?.array ?? [] {
                #expect(try !pattern.isFound(in: string.string ?? "", Effort(100_000)), "\(text) in \(string)")
            }
        }
    }

    @Test func `a pattern that would take for ever is given up`() throws {
        let schema: JSONValue = ["pattern": "^(a+)+$"]
        let text = String(repeating: "a", count: 60) + "b"
        #expect(throws: SchemaFailure.tooCostly) {
            try JSONSchema(schema, mostSteps: 50_000).mismatch(of: .string(text))
        }
    }

    @Test func `schemas that double at every step are given up`() throws {
        var definitions = JSONObject()
        for step in 0..<40 {
            let next: JSONValue = ["$ref": .string("#/$defs/s\(step + 1)")]
            definitions["s\(step)"] = ["allOf": [next, next]]
        }
        definitions["s40"] = ["type": "integer"]
        let schema: JSONValue = ["$ref": "#/$defs/s0", "$defs": .object(definitions)]
        #expect(throws: SchemaFailure.tooCostly) { try JSONSchema(schema, mostSteps: 20_000).mismatch(of: 1) }
    }

    @Test func `a schema that refers to itself checks deep values, but not the deepest`() throws {
        let schema: JSONValue = ["properties": ["a": ["$ref": "#"]], "additionalProperties": false]
        var value: JSONValue = ["b": 1]
        for _ in 0..<60 { value = ["a": value] }
        let mismatch = try JSONSchema(schema).mismatch(of: value)
        #expect(mismatch?.message == "Additional properties are not allowed ('b' was unexpected)")
        for _ in 0..<200 { value = ["a": value] }
        #expect(throws: SchemaFailure.circular) { try JSONSchema(schema).mismatch(of: value) }
    }

    @Test func `a long list is checked within the bounds`() throws {
        let schema: JSONValue = ["items": ["type": "integer", "minimum": 0], "uniqueItems": true]
        var items = (0..<50_000).map { JSONValue.int($0) }
        #expect(try JSONSchema(schema).mismatch(of: .array(items)) == nil)
        items.append(7)
        #expect(try JSONSchema(schema).mismatch(of: .array(items))?.place == "$")
    }
}

/// What is said of a value.
private struct Verdict: Equatable {
    var isValid: Bool
    var problem: String?
    var place: String?
    var all: [String]?
    var isCircular = false
    var refusal: String?

    init(golden row: JSONValue) {
        isValid = row["valid"] == true
        problem = row["problem"]?.string
        place = row["place"]?.string
        all = row["all"]?.array?.compactMap(\.string)
        isCircular = row["circular"] == true
        refusal = row["refused"]?.string
    }

    /// What this project says to a row.
    init(of row: JSONValue) throws {
        let (schema, value) = (try #require(row["schema"]), try #require(row["value"]))
        isValid = false
        switch row["how"] {
        case "plain"?: plain(schema, value)
        case let how:
            let parameters = ParameterSchema(try #require(schema.object))
            let object = try #require(value.object)
            do throws(ParameterSchema.Problem) {
                if how == "run" { try parameters.check(object) } else { try parameters.checkDefaults(object) }
                isValid = true
            } catch {
                switch error {
                case .circular: isCircular = true
                case .mismatch(let text): problem = text
                }
            }
        }
    }

    private mutating func plain(_ schema: JSONValue, _ value: JSONValue) {
        let schema = JSONSchema(schema)
        do throws(SchemaFailure) {
            let mismatch = try schema.mismatch(of: value)
            isValid = mismatch == nil
            (problem, place) = (mismatch?.message, mismatch?.place)
            guard !isValid else { return }
            all = try schema.allMismatches(of: value).map(\.message).sorted { $0.scalarsPrecede($1) }
        } catch {
            switch error {
            case .invalid(let text): refusal = text
            case .unresolvable(let text): problem = text
            case .circular: isCircular = true
            case .tooCostly: problem = "too costly"
            }
        }
    }
}
