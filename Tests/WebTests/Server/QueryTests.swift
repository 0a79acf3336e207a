import Testing

@testable import Web

@Suite struct QueryTests {
    @Test(arguments: [
        ("a=b+c%2Bd", "b c+d"), ("a=%zz", "%zz"), ("a=%4", "%4"), ("a=%", "%"), ("a=%ff%fe", "\u{FFFD}\u{FFFD}"),
        ("a=%e2%82x", "\u{FFFD}x"), ("a=%ed%a0%80", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("a", ""), ("%ff=1&a=x=y&a=z", "x=y"),
    ])
    func `a value is there whatever is broken in it, as browsers read forms`(_ text: String, _ value: String) {
        #expect(Query(text)["a"] == value)
    }
}
