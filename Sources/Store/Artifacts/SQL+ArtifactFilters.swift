import Core

/// How the filters of a request restrict lists of artifacts. The alias names the rows that are looked at.
extension SQL {
    static func artifactConditions(_ query: ArtifactQuery, in artifact: SQL) -> [SQL] {
        var result = conditions(query.artifacts, in: artifact)
        var runs = query.runs
        runs.taskRuns = nil
        if runs.restrictsFlowRuns {
            let found = all(["flow_run.id = \(artifact).flow_run_id"] + flowRunConditions(runs))
            result.append("EXISTS (SELECT 1 FROM flow_run WHERE \(found))")
        }
        if query.runs.taskRuns != nil {
            let found = all(["task_run.id = \(artifact).task_run_id"] + conditions(query.runs.taskRuns))
            result.append("EXISTS (SELECT 1 FROM task_run WHERE \(found))")
        }
        return result
    }

    private static func conditions(_ filter: ArtifactFilter?, in artifact: SQL) -> [SQL] {
        guard let filter else { return [] }
        return members(
            [
                filter.id.map { conditions($0, on: "\(artifact).id") },
                filter.key.map { conditions($0, on: "\(artifact).key") },
                filter.flowRunID.map { conditions($0, on: "\(artifact).flow_run_id") },
                filter.taskRunID.map { conditions($0, on: "\(artifact).task_run_id") },
                filter.type.map { conditions($0, on: "\(artifact).type") },
            ], joinedBy: filter.joining)
    }
}
