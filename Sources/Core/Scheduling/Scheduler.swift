/// Makes the coming runs of deployments that have schedules.
///
/// A schedule and its deployment are read in the transaction that stores the runs, so a redeploy comes before or after,
/// never in between. Idle ticks read one entry of an index.
public struct Scheduler: Service {
    public let name = "scheduler"
    public let interval = Interval.seconds(5)
    let bounds: SchedulingBounds
    let zones: TimeZones

    /// Schedules looked at in one transaction, and runs after which it ends: requests wait meanwhile.
    static let schedulesPerTick = 100
    static let runsPerTick = 500
    /// Steps of looking for dates after which it ends.
    static let stepsPerTick = StepBudget.perSchedule / 2
    /// How long a schedule that cannot be evaluated is left alone.
    static let pauseAfterProblem = Interval.minutes(10)

    public init(bounds: SchedulingBounds = SchedulingBounds(), zones: TimeZones) {
        self.bounds = bounds
        self.zones = zones
    }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        guard try storage.read({ try $0.hasDueSchedules(at: now) }) else { return Tick() }
        return try storage.write { tx in
            let due = try tx.dueSchedules(at: now, limit: Scheduler.schedulesPerTick)
            var tick = Tick(hasMore: due.count == Scheduler.schedulesPerTick)
            var (made, steps) = (0, 0)
            for schedule in due {
                guard made < Scheduler.runsPerTick, steps < Scheduler.stepsPerTick else {
                    return Tick(hasMore: true, notices: tick.notices)
                }
                // Any change of the deployment, and so its resuming, asks for a look.
                guard !schedule.isPaused else {
                    try tx.setNextLook(.latest, ofSchedule: schedule.id)
                    continue
                }
                var budget = StepBudget()
                defer { steps += StepBudget.perSchedule - budget.left }
                do {
                    let (look, count) = try makeComingRuns(of: schedule, &budget, tx, at: now, effects)
                    made += count
                    try tx.setNextLook(look, ofSchedule: schedule.id)
                } catch let problem as SchedulingProblem {
                    tick.notices.append(problem.description)
                    try tx.setNextLook(now + Scheduler.pauseAfterProblem, ofSchedule: schedule.id)
                }
            }
            return tick
        }
    }

    /// Makes the runs of one schedule that are missing, those of slots that have passed since it changed among them.
    /// Answers when to look again, and how many runs were made.
    private func makeComingRuns(
        of due: DueSchedule, _ budget: inout StepBudget, _ tx: any Writing, at now: Timestamp, _ effects: Effects
    ) throws -> (nextLook: Timestamp, made: Int) {
        let schedule = try Scheduler.schedule(of: due, zones, at: now)
        let ahead = try Scheduler.answering(due) { () throws(Failure) in
            try bounds.slots(of: schedule, from: now, through: now + bounds.longestTime, zones: zones, &budget)
        }
        // The slots between a redeploy and this look: it took away the runs that were there for them. Not more than were made
        // ahead, so that a server that was off for long does not come back with a flood.
        let since = max(due.nextLook + Interval(microseconds: 1), now - bounds.shortestTime)
        var missed: [Timestamp] = []
        if since < now, due.nextLook.microseconds > 0 {
            missed = try Scheduler.answering(due) { () throws(Failure) in
                try schedule.dates(
                    from: since, through: now - Interval(microseconds: 1), limit: bounds.mostRuns, zones: zones, &budget
                )
            }
        }
        let made = try insert(missed + ahead, of: due, schedule, tx, at: now, effects)
        return (bounds.nextLook(slots: ahead, at: now), made)
    }

    /// Makes a run for each slot that has none. Answers how many were made.
    private func insert(
        _ slots: [Timestamp], of due: DueSchedule, _ schedule: Schedule, _ tx: any Writing, at now: Timestamp,
        _ effects: Effects
    ) throws -> Int {
        let template = due.template(schedule)
        var made = 0
        for slot in slots {
            let run = ScheduledRun(
                id: effects.newID(at: now), stateID: effects.newID(at: now),
                name: RunName.make(random: effects.random), slot: slot)
            if try tx.insertScheduledRun(run, template, at: now) { made += 1 }
        }
        return made
    }

    private static func schedule(
        of due: DueSchedule, _ zones: TimeZones, at now: Timestamp
    ) throws(SchedulingProblem) -> Schedule {
        do {
            return try Schedule(json: due.schedule, at: [], now: now, zones: zones)
        } catch {
            throw SchedulingProblem(due, error.problems.first?.message ?? "it cannot be read")
        }
    }

    /// Says of a failure which schedule it is about.
    private static func answering(
        _ due: DueSchedule, _ find: () throws(Failure) -> [Timestamp]
    ) throws(SchedulingProblem) -> [Timestamp] {
        do {
            return try find()
        } catch {
            throw SchedulingProblem(due, error.text)
        }
    }
}

extension Scheduler {
    /// Makes the runs of a deployment's active schedules within a window that a client chose, also in the past.
    ///
    /// Unlike the ticks this does not ask whether the deployment is paused.
    public func scheduleRuns(
        ofDeployment id: ID, from start: Timestamp, through end: Timestamp, bounds: SchedulingBounds,
        in tx: any Writing, at now: Timestamp, effects: Effects
    ) throws {
        var budget = StepBudget()
        for due in try tx.activeSchedules(ofDeployment: id) {
            do {
                let schedule = try Scheduler.schedule(of: due, zones, at: now)
                let slots = try Scheduler.answering(due) { () throws(Failure) in
                    try bounds.slots(of: schedule, from: start, through: end, zones: zones, &budget)
                }
                _ = try insert(slots, of: due, schedule, tx, at: now, effects)
            } catch let problem as SchedulingProblem {
                throw Failure.unprocessable(problem.description)
            }
        }
    }
}

/// A schedule from which no runs can be made.
struct SchedulingProblem: Error, CustomStringConvertible {
    let description: String

    init(_ due: DueSchedule, _ reason: String) {
        description = "The schedule \(due.id) of deployment \(due.deploymentID) makes no runs: \(reason)"
    }
}
