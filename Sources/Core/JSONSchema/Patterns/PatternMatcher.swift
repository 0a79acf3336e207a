/// Tries the steps of a pattern on a text, going back where they lead nowhere.
struct PatternMatcher {
    private let text: [Unicode.Scalar]
    private let effort: Effort

    init(_ text: [Unicode.Scalar], _ effort: Effort) {
        self.text = text
        self.effort = effort
    }

    /// Where a match leads to.
    struct Match {
        var end: Int
        var slots: [Int]
    }

    /// A place to go back to.
    private struct Fork {
        var step: Int
        var position: Int
        var slots: [Int]
        /// Of a run of characters: how far the position may still go, down to or up to this.
        var limit: Int?
    }

    func match(_ program: PatternProgram, from start: Int) throws(Effort.Exhausted) -> Match? {
        try match(program, from: start, slots: Array(repeating: -1, count: program.slotCount))
    }

    private func match(_ program: PatternProgram, from start: Int, slots: [Int]) throws(Effort.Exhausted) -> Match? {
        var slots = slots
        if slots.count < program.slotCount { slots += Array(repeating: -1, count: program.slotCount - slots.count) }
        var forks: [Fork] = []
        var (step, position) = (0, start)
        while true {
            try effort.spend()
            var goesOn = true
            switch program.steps[step] {
            case .found: return Match(end: position, slots: slots)
            case .one(let set):
                goesOn = position < text.count && set.contains(text[position])
                position += 1
                step += 1
            case .run(let set, let least, let most, let isLazy):
                let end = try endOfRun(of: set, from: position, most: isLazy ? least : most)
                goesOn = end - position >= least
                if isLazy, goesOn {
                    let limit = most.map { min(text.count, position + $0) } ?? text.count
                    if end < limit { forks.append(Fork(step: step, position: end, slots: slots, limit: limit)) }
                } else if end > position + least {
                    forks.append(Fork(step: step, position: end, slots: slots, limit: position + least))
                }
                position = end
                step += 1
            case .place(let place):
                goesOn = holds(place, at: position)
                step += 1
            case .either(let first, let second):
                forks.append(Fork(step: second, position: position, slots: slots, limit: nil))
                step = first
            case .jump(let target): step = target
            case .remember(let slot):
                slots[slot] = position
                step += 1
            case .leaveIfIdle(let slot, let target): step = slots[slot] == position ? target : step + 1
            case .reference(let group, let ignoresCase):
                let end = endOfReference(slots[2 * group], slots[2 * group + 1], at: position, ignoresCase)
                goesOn = end != nil
                position = end ?? position
                step += 1
            case .look(let part, let width, let isNegative):
                let from = position - (width ?? 0)
                let match = from < 0 ? nil : try match(part, from: from, slots: slots)
                goesOn = (match != nil) != isNegative
                if let match, !isNegative { slots = match.slots }
                step += 1
            case .atomic(let part):
                let match = try match(part, from: position, slots: slots)
                goesOn = match != nil
                if let match { (position, slots) = (match.end, match.slots) }
                step += 1
            }
            if goesOn { continue }
            guard let place = goBack(&forks, program, &slots) else { return nil }
            (step, position) = place
        }
    }

    /// The next place to try; nil when there is none left.
    private func goBack(_ forks: inout [Fork], _ program: PatternProgram, _ slots: inout [Int]) -> (Int, Int)? {
        while var fork = forks.popLast() {
            slots = fork.slots
            guard let limit = fork.limit, case .run(let set, _, _, let isLazy) = program.steps[fork.step] else {
                return (fork.step, fork.position)
            }
            if isLazy {
                guard set.contains(text[fork.position]) else { continue }
                fork.position += 1
                if fork.position < limit { forks.append(fork) }
            } else {
                fork.position -= 1
                if fork.position > limit { forks.append(fork) }
            }
            return (fork.step + 1, fork.position)
        }
        return nil
    }

    private func endOfRun(of set: ScalarSet, from start: Int, most: Int?) throws(Effort.Exhausted) -> Int {
        var end = start
        let limit = most.map { min(text.count, start + $0) } ?? text.count
        while end < limit, set.contains(text[end]) { end += 1 }
        try effort.spend(end - start)
        return end
    }

    private func endOfReference(_ start: Int, _ end: Int, at position: Int, _ ignoresCase: Bool) -> Int? {
        guard start >= 0, end >= start, position + end - start <= text.count else { return nil }
        for offset in 0..<(end - start) {
            let wanted = ScalarSet.one(text[start + offset], ignoresCase: ignoresCase)
            guard wanted.contains(text[position + offset]) else { return nil }
        }
        return position + end - start
    }

    private func holds(_ place: PatternNode.Place, at position: Int) -> Bool {
        switch place {
        case .start: position == 0
        case .end: position == text.count
        case .lineStart: position == 0 || text[position - 1] == "\n"
        case .lineEnd: position == text.count || text[position] == "\n"
        case .endOrLastLine: position == text.count || (position == text.count - 1 && text[position] == "\n")
        case .wordEdge: isWord(position - 1) != isWord(position)
        case .noWordEdge: isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ position: Int) -> Bool {
        text.indices.contains(position) && text[position].isPythonWord
    }
}
