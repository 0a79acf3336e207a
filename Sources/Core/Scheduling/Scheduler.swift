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
            var made = 0
            for schedule in due {
                guard made < Scheduler.runsPerTick else { return Tick(hasMore: true, notices: tick.notices) }
                // Any change of the deployment, and so its resuming, asks for a look.
                guard !schedule.isPaused else {
                    try tx.setNextLook(.latest, ofSchedule: schedule.id)
                    continue
                }
                do {
                    let (slots, count) = try makeRuns(
                        of: schedule, from: now, through: now + bounds.longestTime, bounds, tx, at: now, effects)
                    made += count
                    try tx.setNextLook(bounds.nextLook(slots: slots, at: now), ofSchedule: schedule.id)
                } catch let problem as SchedulingProblem {
                    tick.notices.append(problem.description)
                    try tx.setNextLook(now + Scheduler.pauseAfterProblem, ofSchedule: schedule.id)
                }
            }
            return tick
        }
    }

    /// Makes the runs of one schedule that are missing. Answers all its slots, and how many runs were made.
    private func makeRuns(
        of due: DueSchedule, from start: Timestamp, through end: Timestamp, _ bounds: SchedulingBounds,
        _ tx: any Writing, at now: Timestamp, _ effects: Effects
    ) throws -> (slots: [Timestamp], made: Int) {
        let (schedule, slots) = try Scheduler.slots(of: due, from: start, through: end, bounds, zones, at: now)
        let template = due.template(schedule)
        var made = 0
        for slot in slots {
            let run = ScheduledRun(
                id: effects.newID(at: now), stateID: effects.newID(at: now),
                name: RunName.make(random: effects.random), slot: slot)
            if try tx.insertScheduledRun(run, template, at: now) { made += 1 }
        }
        return (slots, made)
    }

    private static func slots(
        of due: DueSchedule, from start: Timestamp, through end: Timestamp, _ bounds: SchedulingBounds,
        _ zones: TimeZones, at now: Timestamp
    ) throws(SchedulingProblem) -> (Schedule, [Timestamp]) {
        do {
            let schedule = try Schedule(json: due.schedule, at: [], now: now, zones: zones)
            return (schedule, try bounds.slots(of: schedule, from: start, through: end, zones: zones))
        } catch let invalid as Schedule.Invalid {
            throw SchedulingProblem(due, invalid.problems.first?.message ?? "it cannot be read")
        } catch let failure as Failure {
            throw SchedulingProblem(due, failure.text)
        } catch {
            throw SchedulingProblem(due, "\(error)")
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
        for due in try tx.activeSchedules(ofDeployment: id) {
            do {
                _ = try makeRuns(of: due, from: start, through: end, bounds, tx, at: now, effects)
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
