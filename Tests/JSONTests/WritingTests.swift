import JSON
import Testing

@Suite struct WritingTests {
    @Test(arguments: [
        (0.1, "0.1"), (1.0, "1.0"), (-2.5e-7, "-2.5e-07"), (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (.nan, "null"), (.infinity, "null"),
    ])
    func `a double is the shortest text that reads back the same`(value: Double, text: String) throws {
        #expect(JSONValue.double(value).text == text)
        if value.isFinite { #expect(try JSONValue(parsing: text).double == value) }
    }

    @Test func `text is escaped where JSON asks for it and nowhere else`() throws {
        let text = "\u{1}\n\t\"\\/é👋\u{7f}"
        #expect(JSONValue.string(text).text == #""\u0001\n\t\"\\/é👋"# + "\u{7f}\"")
        #expect(try JSONValue(parsing: JSONValue.string(text).text) == .string(text))
    }

    @Test func `commas stand between members and items, whatever they are`() {
        var writer = JSONWriter()
        writer.object { object in
            object.member("a", 1)
            object.key("b")
            object.array { list in
                list.object { _ in }
                list.raw("[1]".utf8)
                list.null()
                list.plain { $0.append(contentsOf: "x".utf8) }
            }
            object.member("c", .int(.min))
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self) == #"{"a":1,"b":[{},[1],null,"x"],"c":-9223372036854775808}"#)
    }

    @Test func `any value survives being written and read`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let value = JSONValue.random(depth: 4, using: &generator)
            #expect(try JSONValue(parsing: value.text) == value)
        }
    }
}

extension JSONValue {
    /// Some value, nested at most so deep.
    fileprivate static func random(depth: Int, using generator: inout some RandomNumberGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(.random(using: &generator))
        case 2: return .int(.random(in: .min ... .max, using: &generator))
        case 3: return .double(.random(in: -1e9...1e9, using: &generator))
        case 4:
            let scalars = (0..<Int.random(in: 0...8, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 1...0x1_0FFF, using: &generator))
            }
            return .string(scalars.map(String.init).joined())
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                    random(depth: depth - 1, using: &generator)
                })
        default:
            return .object(
                JSONObject(
                    (0..<Int.random(in: 0...4, using: &generator)).map {
                        .init(key: "key \($0)", value: random(depth: depth - 1, using: &generator))
                    }))
        }
    }
}
