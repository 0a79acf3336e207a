import Core
import JSON

/// Reads the schedules of requests. What they leave out, such as an anchor, depends on the moment; whether their time
/// zones are any, on the machine.
struct ScheduleReading: Sendable {
    let now: Timestamp
    let zones: TimeZones
    /// Who sent the request.
    let client: ClientVersion

    /// A schedule with its members, which is to be.
    var new: Kind<NewSchedule> {
        .object(named: "DeploymentScheduleCreate") { reader in
            let active = reader.optional("active", .boolean, default: true)
            let schedule = reader.required("schedule", self.schedule)
            let most = reader.optional("max_scheduled_runs", .scheduledRuns)
            let parameters = reader.optional("parameters", .dictionary, default: JSONObject())
            let slug = reader.optional("slug", .string)
            _ = reader.optional("replaces", .string)
            passOverOldMembers(&reader)
            return NewSchedule(
                id: .none, schedule: schedule, active: active, maxScheduledRuns: most, parameters: parameters,
                slug: slug)
        }
    }

    /// A schedule in a change of its deployment.
    var revision: Kind<ScheduleRevision> {
        .object(named: "DeploymentScheduleUpdate") { reader in
            let change = self.change(&reader)
            return ScheduleRevision(id: .none, change: change, replaces: reader.optional("replaces", .string))
        }
    }

    /// A change to one schedule.
    var change: Kind<ScheduleChange> {
        .object(named: "DeploymentScheduleUpdate") { reader in
            let change = self.change(&reader)
            _ = reader.optional("replaces", .string)
            return change
        }
    }

    private func change(_ reader: inout BodyReader) -> ScheduleChange {
        var change = ScheduleChange()
        change.active = reader.optional("active", .boolean)
        change.schedule = reader.optional("schedule", schedule)
        change.maxScheduledRuns = reader.optional("max_scheduled_runs", .scheduledRuns)
        change.parameters = reader.present("parameters", .dictionary)
        change.slug = reader.optional("slug", .string)
        passOverOldMembers(&reader)
        return change
    }

    /// No server ever acted on these.
    private func passOverOldMembers(_ reader: inout BodyReader) {
        guard client.sendsCatchup else { return }
        reader.ignore("max_active_runs")
        reader.ignore("catchup")
    }

    /// When runs are due, without what else belongs to a deployment's schedule.
    var schedule: Kind<Schedule> {
        Kind(fallback: .placeholder, shape: .schedule) { json, location, problems in
            do throws(Schedule.Invalid) {
                return try Schedule(json: json, at: location, now: now, zones: zones)
            } catch {
                problems += error.problems
                return nil
            }
        }
    }
}

extension Kind where Value == Int64 {
    /// How many runs a schedule may have ahead: `PREFECT_DEPLOYMENT_SCHEDULE_MAX_SCHEDULED_RUNS` bounds it.
    fileprivate static var scheduledRuns: Kind {
        integer(above: 0).map(fallback: 1, shape: .integer.with(["exclusiveMinimum": 0])) {
            value, json, location, problems in
            let most = problems.bounds.scheduledRuns
            guard value <= most else {
                return problems.note(
                    "value_error", "Value error, `max_scheduled_runs` must be less than or equal to \(most).", json,
                    at: location, context: JSONObject([.init(key: "error", value: [:])]))
            }
            return value
        }
    }
}

extension Schedule {
    /// Stands in where a schedule could not be read, until the request is refused.
    fileprivate static let placeholder = Schedule.interval(IntervalSchedule(interval: .days(1), anchor: .earliest))
}
