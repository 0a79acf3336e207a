import JSON

/// What a client that changes a deployment says of one schedule: it may mean one that is there, or a new one.
public struct ScheduleRevision: Sendable, Equatable {
    /// Names the schedule if it turns out to be new.
    public var id: ID
    public var change: ScheduleChange
    /// The slug of the schedule that this one takes the place of.
    public var replaces: String?

    public init(id: ID, change: ScheduleChange, replaces: String? = nil) {
        self.id = id
        self.change = change
        self.replaces = replaces
    }

    /// The schedule this is when it is a new one; nil when it says nothing of when to run.
    public var new: NewSchedule? {
        change.schedule.map {
            NewSchedule(
                id: id, schedule: $0, active: change.active ?? true, parameters: change.parameters ?? .init(),
                slug: change.slug)
        }
    }
}

/// What becomes of a deployment's schedules when a client sends a list of them.
public enum ScheduleRevisions: Sendable, Equatable {
    /// All that were there go.
    case replaceAll([NewSchedule])
    /// Those that are named by their slugs change, and others come; the rest stays.
    case revise(changes: [Change], additions: [NewSchedule])

    /// A change to the schedule that has a slug now.
    public struct Change: Sendable, Equatable {
        public var slug: String
        public var change: ScheduleChange

        public init(slug: String, change: ScheduleChange) {
            self.slug = slug
            self.change = change
        }
    }

    /// Slugs decide: where all schedules that are there have one, all that are sent need one and are matched by it.
    ///
    /// The texts of the refusals are those of the real server. An empty list removes all schedules; the real server
    /// passes over it where the schedules have slugs.
    public init(_ sent: [ScheduleRevision], existing slugs: [String?]) throws(Failure) {
        let known = slugs.compactMap { $0 }
        guard !sent.isEmpty, !slugs.isEmpty, known.count == slugs.count else {
            self = .replaceAll(sent.compactMap(\.new))
            return
        }
        guard sent.allSatisfy({ $0.change.slug != nil }) else {
            throw .unprocessable(
                "Please provide a slug for each schedule in your request to ensure schedules are updated correctly.")
        }
        try ScheduleRevisions.checkRenames(sent, known)
        var changes: [Change] = []
        var additions: [NewSchedule] = []
        for revision in sent {
            let target = revision.replaces ?? revision.change.slug ?? ""
            if known.contains(target) {
                changes.append(Change(slug: target, change: revision.change))
            } else if let new = revision.new {
                additions.append(new)
            } else {
                throw .unprocessable("Unable to create new deployment schedules without a schedule configuration.")
            }
        }
        self = .revise(changes: changes, additions: additions)
    }

    private static func checkRenames(_ sent: [ScheduleRevision], _ known: [String]) throws(Failure) {
        var replaced: Set<String> = []
        for old in sent.compactMap(\.replaces) where !replaced.insert(old).inserted {
            throw .unprocessable("Multiple schedules have 'replaces' targeting the same slug: \(old)")
        }
        for revision in sent {
            guard let old = revision.replaces, let slug = revision.change.slug, known.contains(slug),
                !replaced.contains(slug)
            else { continue }
            throw .unprocessable(
                "Cannot rename schedule from '\(old)' to '\(slug)': a schedule with slug '\(slug)' already exists.")
        }
    }
}
