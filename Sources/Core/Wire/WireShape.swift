/// What the value of a member is, where its ``WireField/Kind`` does not say it: what the description of the API tells clients.
public indirect enum WireShape: Sendable {
    case any, text, integer, number, boolean, id, time, null
    /// One text and no other.
    case constant(String)
    /// One of several texts; those that the API names are described once.
    case choice(String?, [String])
    case list(WireShape)
    /// An object with any keys.
    case map(WireShape)
    /// An object whose keys are ids.
    case mapOfIDs(WireShape)
    case object(WireObject)
    /// An object that is described under this name elsewhere: itself lies in it.
    case named(String)
    case either([WireShape])
    /// A list of exactly two.
    case pair(WireShape, WireShape)

    /// Values that are flags, numbers and texts.
    public static let labels = WireShape.map(.either([.boolean, .integer, .number, .text]))

    /// One of the texts that a type lists, under the type's name or another.
    public static func one<Choice>(of type: Choice.Type, named name: String? = nil) -> WireShape
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        .choice(name ?? String(describing: type), Choice.allCases.map(\.rawValue))
    }

    /// This, or null.
    public var orNull: WireShape { .either([self, .null]) }
}

extension WireField {
    /// What a client finds in the member, whether it is null sometimes left aside.
    public var shape: WireShape {
        if let stated { return stated }
        switch kind {
        case .id: return .id
        case .text: return .text
        case .integer: return .integer
        case .number, .seconds: return .number
        case .boolean: return .boolean
        case .time: return .time
        case .json: return .any
        case .object(let object), .sparse(let object): return .object(object)
        case .list(let object): return .list(.object(object))
        }
    }
}
