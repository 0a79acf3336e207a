import JSON
import Testing

@Suite struct ParsingTests {
    @Test func `the last of two equal keys counts, at the place of the first`() throws {
        let value = try JSONValue(parsing: #"{"a": 1, "b": 2, "a": 3}"#)
        #expect(value == ["a": 3, "b": 2])
        #expect(value.text == #"{"a":3,"b":2}"#)
    }

    @Test func `members keep the order in which they were written`() throws {
        #expect(try JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#).object?.keys == ["z", "a", "m"])
    }

    @Test(arguments: [
        ("", JSONError.Kind.incomplete), ("{", .incomplete), ("[1,]", .syntax), ("{}x", .syntax), ("NaN", .syntax),
        ("9223372036854775808", .numberRange), ("1e400", .numberRange), (#""\u0000""#, .nullCharacter),
        (#"{"a\u0000b":1}"#, .nullCharacter), (#""\ud800""#, .encoding), (#""\udc00""#, .encoding),
    ])
    func `what cannot be kept is refused with its reason`(text: String, kind: JSONError.Kind) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.kind == kind)
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xff, 0xfe, 0x22]) }
        #expect(error?.kind == .encoding)
    }

    @Test func `depth and size are bounded before anything recursive runs`() throws {
        let deep = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: deep) }
        #expect(error?.kind == .depth)
        _ = try JSONValue(parsing: String(deep.dropFirst().dropLast()))
        _ = try JSONValue(parsing: #"["\"[[[[[[", "\\"]"#, limits: JSONLimits(depth: 1))
        let long = #expect(throws: JSONError.self) { try JSONValue(parsing: "[1]", limits: JSONLimits(size: 2)) }
        #expect(long?.kind == .size)
    }

    @Test(arguments: [
        ("-9223372036854775808", JSONValue.int(.min)), ("9223372036854775807", .int(.max)), ("30.0", .double(30)),
        (#""\ud83d\udc4b""#, .string("👋")), ("true", .bool(true)), ("null", .null), (" [ ] ", .array([])),
    ])
    func `reads every kind of value`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func `a whole number may be written with a fraction of zero`() throws {
        #expect(try JSONValue(parsing: "30.0").int == 30)
        #expect(try JSONValue(parsing: "30.5").int == nil)
    }
}
