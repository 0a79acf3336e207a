import Mustache

/// What a template is filled with: names and values.
///
/// A name with the value `nothing` hides the same name further out, so that a row never shows a value of its page.
struct PageFields: MustacheParent, ExpressibleByDictionaryLiteral {
    private var values: [String: PageValue]

    init(dictionaryLiteral elements: (String, PageValue)...) {
        values = Dictionary(elements, uniquingKeysWith: { _, last in last })
    }

    subscript(name: String) -> PageValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    /// These fields and the other's; of the same name the other's.
    func adding(_ other: PageFields) -> PageFields {
        var result = self
        result.values.merge(other.values) { _, new in new }
        return result
    }

    func child(named name: String) -> Any? { values[name]?.content }
}

/// One value in a template. Text is escaped where the template puts it.
enum PageValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral {
    case text(String)
    case flag(Bool)
    case group(PageFields)
    case list([PageFields])
    case nothing

    init(stringLiteral value: String) { self = .text(value) }
    init(booleanLiteral value: Bool) { self = .flag(value) }

    /// A text that may be missing. An empty one counts as missing.
    static func text(_ text: String?) -> PageValue {
        text.map { $0.isEmpty ? .nothing : PageValue.text($0) } ?? .nothing
    }
    static func group(_ fields: PageFields?) -> PageValue { fields.map { PageValue.group($0) } ?? .nothing }
    static func number(_ number: Int) -> PageValue { .text(number.withCommas) }
    static func texts(_ texts: [String]) -> PageValue { .list(texts.map { ["text": .text($0)] }) }

    fileprivate var content: Any {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag
        case .group(let fields): fields
        case .list(let list): list
        case .nothing: Nothing()
        }
    }
}

/// Shows as nothing, and hides a section.
private struct Nothing: MustacheCustomRenderable {
    let renderText = ""
    let isNull = true
}

extension Int {
    /// With commas between the thousands.
    var withCommas: String {
        var digits = String(magnitude)
        var result = ""
        while digits.count > 3 {
            result = "," + digits.suffix(3) + result
            digits.removeLast(3)
        }
        return (self < 0 ? "-" : "") + digits + result
    }
}
