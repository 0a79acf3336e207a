/// A pattern as the steps that the matcher takes.
struct PatternProgram: Sendable {
    private(set) var steps: [Step] = []
    /// Places that are remembered: two for each group, one for each loop.
    private(set) var slotCount: Int

    indirect enum Step: Sendable {
        case one(ScalarSet)
        /// Single characters, which need no steps of their own.
        case run(ScalarSet, least: Int, most: Int?, isLazy: Bool)
        case place(PatternNode.Place)
        /// Goes on at the first, and at the second if that leads nowhere.
        case either(Int, Int)
        case jump(Int)
        case remember(Int)
        /// Leaves a loop whose round took nothing: it would go on for ever.
        case leaveIfIdle(slot: Int, to: Int)
        case reference(Int, ignoresCase: Bool)
        case look(PatternProgram, behind: Int?, isNegative: Bool)
        case atomic(PatternProgram)
        case found
    }

    private static let mostSteps = 50_000

    /// nil when the pattern is too large.
    init?(_ node: PatternNode, groups: Int) { self.init(node, slots: 2 * (groups + 1)) }

    private init?(_ node: PatternNode, slots: Int) {
        slotCount = slots
        guard add(node) else { return nil }
        steps.append(.found)
    }

    private mutating func add(_ node: PatternNode) -> Bool {
        guard steps.count < Self.mostSteps else { return false }
        switch node {
        case .one(let set): steps.append(.one(set))
        case .place(let place): steps.append(.place(place))
        case .reference(let group, let ignoresCase): steps.append(.reference(group, ignoresCase: ignoresCase))
        case .sequence(let nodes): for node in nodes { guard add(node) else { return false } }
        case .alternatives(let nodes): return add(alternatives: nodes[...])
        case .group(let number, let node):
            steps.append(.remember(2 * number))
            guard add(node) else { return false }
            steps.append(.remember(2 * number + 1))
        case .look(let node, let isAhead, let isNegative):
            guard let program = part(node) else { return false }
            steps.append(.look(program, behind: isAhead ? nil : node.width ?? 0, isNegative: isNegative))
        case .atomic(let node):
            guard let program = part(node) else { return false }
            steps.append(.atomic(program))
        case .repetition(let node, let least, let most, .possessive):
            guard let program = part(.repetition(node, least: least, most: most, .greedy)) else { return false }
            steps.append(.atomic(program))
        case .repetition(.one(let set), let least, let most, let greed):
            steps.append(.run(set, least: least, most: most, isLazy: greed == .lazy))
        case .repetition(let node, let least, let most, let greed):
            return add(repeated: node, least, most, isLazy: greed == .lazy)
        }
        return true
    }

    /// The program of a part that is matched on its own; it shares the slots.
    private mutating func part(_ node: PatternNode) -> PatternProgram? {
        guard let program = PatternProgram(node, slots: slotCount) else { return nil }
        slotCount = program.slotCount
        return program
    }

    private mutating func add(alternatives nodes: ArraySlice<PatternNode>) -> Bool {
        var jumps: [Int] = []
        for (place, node) in zip(nodes.indices, nodes) {
            let fork = steps.count
            let isLast = place == nodes.endIndex - 1
            if !isLast { steps.append(.either(fork + 1, 0)) }
            guard add(node) else { return false }
            if isLast { continue }
            jumps.append(steps.count)
            steps.append(.jump(0))
            steps[fork] = .either(fork + 1, steps.count)
        }
        for place in jumps { steps[place] = .jump(steps.count) }
        return true
    }

    private mutating func add(repeated node: PatternNode, _ least: Int, _ most: Int?, isLazy: Bool) -> Bool {
        for _ in 0..<least { guard add(node) else { return false } }
        guard let most else { return add(loop: node, isLazy: isLazy) }
        var forks: [Int] = []
        for _ in least..<max(most, least) {
            forks.append(steps.count)
            steps.append(.jump(0))
            guard add(node) else { return false }
        }
        for fork in forks { steps[fork] = isLazy ? .either(steps.count, fork + 1) : .either(fork + 1, steps.count) }
        return true
    }

    private mutating func add(loop node: PatternNode, isLazy: Bool) -> Bool {
        let slot = slotCount
        slotCount += 1
        let start = steps.count
        steps.append(.jump(0))
        steps.append(.remember(slot))
        guard add(node) else { return false }
        let check = steps.count
        steps.append(.jump(0))
        steps.append(.jump(start))
        let end = steps.count
        steps[start] = isLazy ? .either(end, start + 1) : .either(start + 1, end)
        steps[check] = .leaveIfIdle(slot: slot, to: end)
        return true
    }
}
