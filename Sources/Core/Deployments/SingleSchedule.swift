public import JSON

/// What a client says of a deployment's schedule that knows of no more than one: Prefect 2's clients do.
///
/// It means the schedule that such a client is shown, the deployment's oldest. All others stay as they are.
public struct SingleSchedule: Sendable, Equatable {
    /// Names the schedule if it turns out to be new.
    public var id: ID
    /// nil says nothing, an inner nil removes the schedule.
    public var schedule: Schedule??
    /// Whether the schedule is to make runs; nil says nothing.
    public var isActive: Bool?
    /// No other schedule is to be there.
    public var isOnly: Bool

    public init(id: ID, schedule: Schedule?? = nil, isActive: Bool? = nil, isOnly: Bool = false) {
        self.id = id
        self.schedule = schedule
        self.isActive = isActive
        self.isOnly = isOnly
    }

    /// What has to be done about the schedule that is shown.
    public enum Step: Sendable, Equatable {
        case nothing
        case add(NewSchedule)
        case change(ID, ScheduleChange)
        case remove(ID)
    }

    /// Nothing where the client says what it was shown, so that the schedule and its runs stay.
    public func step(from shown: ShownSchedule?) -> Step {
        let activates = isActive == true && shown?.active == false
        switch (schedule, shown) {
        case (.some(nil), let shown?): return .remove(shown.id)
        case (.some(let new?), nil): return .add(NewSchedule(id: id, schedule: new))
        case (.some(let new?), let shown?) where new.json != shown.schedule || activates:
            var change = ScheduleChange()
            if new.json != shown.schedule { change.schedule = new }
            if activates { change.active = true }
            return .change(shown.id, change)
        case (nil, let shown?) where activates:
            var change = ScheduleChange()
            change.active = true
            return .change(shown.id, change)
        default: return .nothing
        }
    }

    /// Whether the deployment is to be paused; nil leaves it as it is.
    ///
    /// A deployment that is not paused but whose shown schedule is switched off looks inactive. Saying so again must
    /// not pause it.
    public func paused(shown: ShownSchedule?) -> Bool? {
        switch isActive {
        case nil: nil
        case true?: false
        case false?: shown?.active == false ? nil : true
        }
    }
}

/// The schedule of a deployment that clients are shown which know of no more than one.
public struct ShownSchedule: Sendable, Equatable {
    public var id: ID
    /// As it is stored.
    public var schedule: JSONValue
    public var active: Bool

    public init(id: ID, schedule: JSONValue, active: Bool) {
        self.id = id
        self.schedule = schedule
        self.active = active
    }
}
