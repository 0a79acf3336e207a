/// The orders in which a kind of object can be listed, named as on the wire.
public protocol Sorting: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// The order when none is asked for.
    static var standard: Self { get }
}

extension Sorting {
    /// Whether what is least comes first. Every order ends with its direction in the API, `_ASC` or `_DESC`.
    public var isAscending: Bool { rawValue.hasSuffix("_ASC") }
}
