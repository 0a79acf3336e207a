import JSON
import Testing

@Suite struct ParsingTests {
    @Test func `the last of two equal keys counts`() throws {
        #expect(try JSONValue(parsing: #"{"a": 1, "b": 2, "a": 3}"#) == ["a": 3, "b": 2])
    }
}
