import Core
import JSON

/// A part of a request that is an object: its initializer names each member once, in the order in which problems are told.
/// The description of the API comes from the same initializer, so it must name its members whatever it reads.
protocol Body: Sendable {
    init(from reader: inout BodyReader)
    /// What the description of the API calls it; nil for the object around it and its member.
    static var schemaName: String? { get }
    /// True for the few objects in which Prefect's server takes members it does not know.
    static var ignoresUnknownMembers: Bool { get }
}

/// A part of several requests, described under the name of each place where it stands.
protocol PlacedBody: Body {}

extension PlacedBody {
    static var schemaName: String? { nil }
}

extension Body {
    static var ignoresUnknownMembers: Bool { false }

    /// The name of the type without `Body`.
    static var schemaName: String? {
        let name = String(describing: Self.self)
        return name.hasSuffix("Body") ? String(name.dropLast(4)) : name
    }

    /// A value read from nothing, which stands in where reading failed.
    static var fallback: Self {
        var reader = BodyReader(JSONObject(), at: [])
        return Self(from: &reader)
    }
}

/// What a client said of a member that it may leave out.
enum Field<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)

    /// The value; nil when it is absent or null.
    var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    var isPresent: Bool {
        if case .absent = self { return false }
        return true
    }
}

/// Reads the members of one object and gathers what is wrong with them.
struct BodyReader {
    private let object: JSONObject
    private let location: [JSONValue]
    private let mode: Mode
    private var known: Set<String> = []
    /// What was asked for, of a reader that describes.
    private(set) var described: [MemberShape] = []
    private(set) var problems: Problems

    /// How what is not there is taken.
    enum Mode {
        /// The members of an object.
        case members
        /// Parameters that share one body: null is as good as absent.
        case parameters
        /// There is no object to read parameters from: each is missing.
        case nothing
        /// Nothing is read; what would be is noted.
        case describing
    }

    /// - Parameter bounds: what the person who runs the server bounds.
    init(_ object: JSONObject, at location: [JSONValue], mode: Mode = .members, bounds: Bounds = Bounds()) {
        self.object = object
        self.location = location
        self.mode = mode
        problems = Problems(bounds)
    }

    /// A member that must be there and must not be null.
    mutating func required<Value>(_ name: String, _ kind: Kind<Value>) -> Value {
        note(MemberShape(name: name, shape: kind.shape, isRequired: true))
        guard let json = take(name) else {
            guard mode == .members || mode == .parameters else { return kind.fallback() }
            problems.append(
                Failure.Problem(
                    type: "missing", location: location + [.string(name)], message: "Field required",
                    input: mode == .members ? .object(object) : .null))
            return kind.fallback()
        }
        return kind.read(json, location + [.string(name)], &problems) ?? kind.fallback()
    }

    /// A member that may be left out or null, which means the same.
    mutating func optional<Value>(_ name: String, _ kind: Kind<Value>) -> Value? {
        note(MemberShape(name: name, shape: kind.shape, isNullable: true))
        guard let json = take(name), json != .null else { return nil }
        return kind.read(json, location + [.string(name)], &problems)
    }

    /// A member that may be left out but not be null.
    mutating func optional<Value>(_ name: String, _ kind: Kind<Value>, default standard: Value) -> Value {
        if mode == .describing { describe(name, kind, default: standard) }
        guard let json = take(name) else { return standard }
        return kind.read(json, location + [.string(name)], &problems) ?? standard
    }

    /// A member that may be left out, which means the default, or be null, which stays null.
    mutating func nullable<Value: Sendable>(_ name: String, _ kind: Kind<Value>, default standard: Value) -> Value? {
        if mode == .describing { describe(name, kind, isNullable: true, default: standard) }
        return switch field(name, kind) {
        case .absent: standard
        case .null: nil
        case .value(let value): value
        }
    }

    /// A member of which it matters whether it was left out or null.
    mutating func field<Value>(_ name: String, _ kind: Kind<Value>) -> Field<Value> {
        note(MemberShape(name: name, shape: kind.shape, isNullable: true))
        guard let json = take(name) else { return .absent }
        guard json != .null else { return .null }
        return kind.read(json, location + [.string(name)], &problems).map(Field.value) ?? .absent
    }

    /// A member that may be left out but not be null, and of which it matters whether it was.
    mutating func present<Value>(_ name: String, _ kind: Kind<Value>) -> Value? {
        note(MemberShape(name: name, shape: kind.shape))
        guard let json = take(name) else { return nil }
        return kind.read(json, location + [.string(name)], &problems)
    }

    /// Names a member that is taken without a look.
    mutating func ignore(_ name: String) {
        note(MemberShape(name: name, shape: .anything, isIdle: true))
        known.insert(name)
    }

    /// Describes a member that is read by other means.
    mutating func describe(_ member: MemberShape) { note(member) }

    private mutating func note(_ member: @autoclosure () -> MemberShape) {
        if mode == .describing { described.append(member()) }
    }

    private mutating func describe<Value>(
        _ name: String, _ kind: Kind<Value>, isNullable: Bool = false, default standard: Value
    ) {
        described.append(
            MemberShape(
                name: name, shape: kind.shape, isNullable: isNullable, standard: JSONValue(standard: standard)))
    }

    /// True when the member is there and says something: in Python's terms, when it is true.
    func says(_ name: String) -> Bool {
        switch object[name] {
        case nil, .null?, false?, 0?, 0.0?, ""?, .array([])?: false
        case .object(let value)?: !value.isEmpty
        default: true
        }
    }

    /// What the person who runs the server bounds.
    var bounds: Bounds { problems.bounds }

    /// True when the member is there, null or not.
    func has(_ name: String) -> Bool { object[name] != nil }

    /// True when some member is an object that says nothing: an empty one, or one of nulls and an `operator`.
    var hasVoidMember: Bool { hasVoidMember(besides: "") }

    /// The same with one member that says something even so.
    func hasVoidMember(besides name: String) -> Bool {
        object.members.contains { $0.key != name && $0.value.isVoidObject }
    }

    /// Where a member stands in the request.
    func place(of name: String) -> [JSONValue] { location + [.string(name)] }

    /// Notes problems that were found by other means.
    mutating func add(_ found: [Failure.Problem]) { problems += found }
    mutating func add(_ found: Problems) { problems += found }

    func isNull(_ name: String) -> Bool { object[name] == .null }

    /// Notes that one of several parameters in one body is not there.
    mutating func missingParameter(_ name: String) {
        add([Failure.Problem(type: "missing", location: place(of: name), message: "Field required", input: .null)])
    }

    /// Notes a problem of the object as a whole, or of one member.
    mutating func problem(_ type: String, _ message: String, member: String? = nil, context: JSONObject = JSONObject())
    {
        let place = member.map { location + [.string($0)] } ?? location
        let input = member.flatMap { object[$0] } ?? .object(object)
        problems.append(
            Failure.Problem(type: type, location: place, message: message, input: input, context: context))
    }

    /// Notes every member that was not asked for.
    mutating func refuseUnknownMembers() {
        for member in object.members where !known.contains(member.key) {
            problems.append(
                Failure.Problem(
                    type: "extra_forbidden", location: location + [.string(member.key)],
                    message: "Extra inputs are not permitted", input: member.value))
        }
    }

    private mutating func take(_ name: String) -> JSONValue? {
        known.insert(name)
        switch mode {
        case .members: return object[name]
        case .parameters: return object[name] == .null ? nil : object[name]
        case .describing: return nil
        case .nothing:
            problems.append(
                Failure.Problem(
                    type: "missing", location: location + [.string(name)], message: "Field required", input: .null))
            return nil
        }
    }
}

extension JSONValue {
    fileprivate var isVoidObject: Bool {
        guard case .object(let object) = self else { return false }
        return object.members.allSatisfy { $0.key == "operator" || $0.value == .null || $0.value.isVoidObject }
    }
}
