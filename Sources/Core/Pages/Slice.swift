/// Some rows of a longer list.
public struct Slice<Item: Sendable>: Sendable {
    public var items: [Item]
    /// Whether more rows follow.
    public var hasMore: Bool

    public init(items: [Item], hasMore: Bool) {
        self.items = items
        self.hasMore = hasMore
    }

    /// Of rows that were asked for with one more than `limit`.
    public init(_ found: [Item], limit: Int) {
        items = Array(found.prefix(limit))
        hasMore = found.count > limit
    }
}

/// A number that was counted only up to a bound, so that counting costs the same however much there is.
public struct BoundedCount: Sendable, Equatable {
    public var value: Int
    /// Whether there are more than `value`, or may be.
    public var isExceeded: Bool

    public init(_ counted: Int, bound: Int) {
        value = min(counted, bound)
        isExceeded = counted > bound
    }

    /// What was counted of a part.
    public init(atLeast counted: Int) { self.init(value: counted, isExceeded: true) }

    public static func + (left: BoundedCount, right: BoundedCount) -> BoundedCount {
        BoundedCount(value: left.value + right.value, isExceeded: left.isExceeded || right.isExceeded)
    }

    private init(value: Int, isExceeded: Bool) {
        self.value = value
        self.isExceeded = isExceeded
    }

    public static let zero = BoundedCount(value: 0, isExceeded: false)
}
