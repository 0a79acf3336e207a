/// When a time zone's clocks were and will be changed. All numbers are seconds: instants since the epoch, offsets east of UTC.
public struct ZoneRules: Sendable, Equatable {
    /// The instants at which the offset changes, ascending.
    var transitions: [Int]
    /// The offset before the first transition, then the one after each.
    var offsets: [Int]
    /// What holds after the last transition; nil keeps its offset.
    var tail: PosixZone?

    public static let utc = ZoneRules(transitions: [], offsets: [0], tail: nil)

    /// What a wall clock that shows a certain time can mean.
    public enum WallTime: Equatable, Sendable {
        case once(Int)
        /// The clock was set back: the time is shown twice.
        case twice(Int, Int)
        /// The clock was set forward over it: the offsets on both sides.
        case skipped(offsetBefore: Int, offsetAfter: Int)
    }

    /// The offset that is in force at an instant.
    public func offset(at instant: Int) -> Int {
        if let tail, let last = transitions.last, instant >= last { return tail.offset(at: instant) }
        if let tail, transitions.isEmpty { return tail.offset(at: instant) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }

    /// The instants at which the wall clock shows `wall`, which counts as if the clock were one of UTC.
    ///
    /// Looks a day to each side, which is further than any offset or change of one; no zone changes twice in two days.
    public func instants(ofWall wall: Int) -> WallTime {
        let before = offset(at: wall - 86400)
        let after = offset(at: wall + 86400)
        guard before != after else { return .once(wall - before) }
        let early = wall - before
        let late = wall - after
        switch (offset(at: early) == before, offset(at: late) == after) {
        case (true, true): return .twice(min(early, late), max(early, late))
        case (true, false): return .once(early)
        case (false, true): return .once(late)
        case (false, false): return .skipped(offsetBefore: before, offsetAfter: after)
        }
    }
}
