/// A limit as far as it decides who may have slots.
public struct LimitFacts: Sendable, Equatable {
    public var id: ID
    public var name: String
    /// How many slots there are.
    public var slots: Int64
    /// A limit that is not active lets everybody pass.
    public var isActive: Bool
    /// Slots per second that come free by themselves; 0 for a limit whose slots are held and given back.
    public var decay: Double
    /// Slots taken now. Those of a limit with decay come free bit by bit.
    public var taken: Double
    /// Seconds for which slots were held lately, on average.
    public var occupancy: Double
    public var line: WaitingLine

    public init(
        id: ID, name: String, slots: Int64, isActive: Bool = true, decay: Double = 0, taken: Double = 0,
        occupancy: Double = 2, line: WaitingLine = WaitingLine()
    ) {
        self.id = id
        self.name = name
        self.slots = slots
        self.isActive = isActive
        self.decay = decay
        self.taken = taken
        self.occupancy = occupancy
        self.line = line
    }

    public var decays: Bool { decay > 0 }

    /// Slots taken as a whole number: one that has not come free wholly is still taken.
    public var takenSlots: Int64 { Int64(max(0, (taken - 1e-9).rounded(.up))) }

    public func hasRoom(for wanted: Int64) -> Bool { takenSlots + wanted <= slots }

    /// The tag for whose task runs the limit is.
    public var tag: String? {
        name.hasPrefix(TagLimit.prefix) ? String(name.dropFirst(TagLimit.prefix.count)) : nil
    }
}
