/// Numbered pages of a list that is short enough to be counted off, by a number in the address.
struct OffsetPages {
    private let query: FormFields
    private let name: String
    let length: Int
    private let number: Int

    /// Beyond this page a person searches rather than pages.
    private static let last = 1000

    init(_ query: FormFields, name: String = "page", length: Int) {
        self.query = query
        self.name = name
        self.length = length
        number = min(max(query[name].flatMap { Int($0) } ?? 1, 1), OffsetPages.last)
    }

    var offset: Int { (number - 1) * length }

    /// Links to the pages before and after; nothing when there is only one page.
    func fields(hasMore: Bool) -> PageValue {
        guard hasMore || number > 1 else { return .nothing }
        return .group([
            "number": .number(number), "previous": .text(number > 1 ? link(number - 1) : nil),
            "following": .text(hasMore && number < OffsetPages.last ? link(number + 1) : nil),
        ])
    }

    private func link(_ number: Int) -> String {
        "?" + query.replacing([name], with: number == 1 ? [] : [(name, String(number))]).encoded
    }
}
