/// How many slots those wait for who were told to come back and have not come yet, as far as their questions tell.
///
/// Nobody says that he waits: each asks, is told to ask again after about `pause`, and does. So of those who were told,
/// a part `elapsed / pause` has asked again meanwhile and is counted anew.
public struct WaitingLine: Sendable, Equatable {
    public var slots: Double
    public var asked: Timestamp
    public var pause: Interval

    public init(slots: Double = 0, asked: Timestamp = .earliest, pause: Interval = .zero) {
        self.slots = slots
        self.asked = asked
        self.pause = pause
    }

    /// Slots waited for at a moment.
    public func slots(at now: Timestamp) -> Double {
        let elapsed = (now - asked).seconds
        guard elapsed > 0 else { return slots }
        return elapsed < pause.seconds ? slots * (1 - elapsed / pause.seconds) : 0
    }
}

extension LimitFacts {
    /// Bounds for the seconds after which somebody asks again.
    private static let shortest = 0.1
    private static let longest = 30.0
    /// Only what comes free by itself is known so far ahead.
    private static let longestWithDecay = 60.0
    /// How often in a second all who wait may ask together, so that a slot that comes free is soon found.
    private static let questionsPerSecond = 25.0

    /// When somebody for whom there is no room is to ask again.
    ///
    /// With decay, the moment at which there will be room is known; those who wait are spread over the time that serving
    /// them takes. Otherwise it is guessed from how long slots are held, but nobody waits much longer than is needed to
    /// keep the questions of all within bounds.
    /// - Parameter chance: any number; it keeps those who were refused together from coming back together.
    public func comeBack(wanting wanted: Int64, chance: UInt64, at now: Timestamp) -> (
        seconds: Double, line: WaitingLine
    ) {
        let waiting = line.slots(at: now) + Double(wanted)
        let lot = Double(chance >> 11) / Double(1 << 53)
        var pause: Double
        var seconds: Double
        if decays {
            let own = max(0, taken + Double(wanted - slots)) / decay
            let others = (waiting - Double(wanted)) / decay
            pause = min(own + others / 2, Self.longestWithDecay)
            seconds = min(own + others * lot, Self.longestWithDecay)
        } else {
            let guess = occupancy * waiting / Double(max(slots, 1))
            pause = min(guess, max(1, waiting / Self.questionsPerSecond), Self.longest)
            pause = max(pause, Self.shortest)
            seconds = pause * (0.7 + 0.6 * lot)
        }
        seconds = max(seconds, Self.shortest)
        let told = Interval(seconds: max(pause, Self.shortest)) ?? .seconds(1)
        return (seconds, WaitingLine(slots: waiting, asked: now, pause: told))
    }
}
