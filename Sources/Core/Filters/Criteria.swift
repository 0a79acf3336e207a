/// The operators that filters are made of. An operator that is nil does not restrict; an empty list does what Prefect's does.

/// `any_`, `not_any_` and `is_null_` over ids, joined by an operator.
public struct IDCriteria: Sendable, Equatable {
    public var joining: Joining = .and
    public var any: [ID]?
    public var notAny: [ID]?
    public var isNull: Bool?

    public init(any: [ID]? = nil, notAny: [ID]? = nil, isNull: Bool? = nil) {
        self.any = any
        self.notAny = notAny
        self.isNull = isNull
    }
}

/// `any_`, `not_any_`, `like_` and `is_null_` over texts, joined by an operator. `like_` finds a part of the text in any case.
public struct TextCriteria: Sendable, Equatable {
    public var joining: Joining = .and
    public var any: [String]?
    public var notAny: [String]?
    public var like: String?
    public var isNull: Bool?

    public init(any: [String]? = nil, notAny: [String]? = nil, like: String? = nil, isNull: Bool? = nil) {
        self.any = any
        self.notAny = notAny
        self.like = like
        self.isNull = isNull
    }
}

/// `all_`, `any_` and `is_null_` over a list of tags, joined by an operator.
public struct TagCriteria: Sendable, Equatable {
    public var joining: Joining = .and
    public var all: [String]?
    public var any: [String]?
    /// True finds rows without tags.
    public var isNull: Bool?

    public init(all: [String]? = nil, any: [String]? = nil, isNull: Bool? = nil) {
        self.all = all
        self.any = any
        self.isNull = isNull
    }
}

/// `before_`, `after_` (both inclusive) and `is_null_` over times.
public struct TimeCriteria: Sendable, Equatable {
    public var before: Timestamp?
    public var after: Timestamp?
    public var isNull: Bool?

    public init(before: Timestamp? = nil, after: Timestamp? = nil, isNull: Bool? = nil) {
        self.before = before
        self.after = after
        self.isNull = isNull
    }
}

/// `ge_`, `le_` and `is_null_` over whole numbers.
public struct NumberCriteria: Sendable, Equatable {
    public var atLeast: Int64?
    public var atMost: Int64?
    public var isNull: Bool?

    public init(atLeast: Int64? = nil, atMost: Int64? = nil, isNull: Bool? = nil) {
        self.atLeast = atLeast
        self.atMost = atMost
        self.isNull = isNull
    }
}

/// How the criteria of one filter are put together: `and_` or `or_`.
public enum Joining: String, Sendable, CaseIterable {
    case and = "and_"
    case or = "or_"
}

/// Which part of a list is wanted.
public struct Page: Sendable, Equatable {
    /// Rows at most.
    public var limit: Int
    /// Rows passed over first.
    public var offset: Int

    public init(limit: Int = 200, offset: Int = 0) {
        self.limit = limit
        self.offset = offset
    }
}
