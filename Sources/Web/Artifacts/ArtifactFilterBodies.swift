import Core
import JSON

/// The body of a list of artifacts: order, limit and offset, filters.
struct ArtifactListBody<Filter: ArtifactCriteriaBody>: Body {
    let query: ArtifactQuery
    let sort: ArtifactSort
    let page: PageBody

    init(from reader: inout BodyReader) {
        sort = reader.optional("sort", .choice(.standard), default: .standard)
        page = PageBody(from: &reader)
        query = ArtifactQueryBody<Filter>(from: &reader).query
    }
}

/// The filters that lists of artifacts take.
struct ArtifactQueryBody<Filter: ArtifactCriteriaBody>: Body {
    let query: ArtifactQuery

    init(from reader: inout BodyReader) {
        var query = ArtifactQuery()
        query.artifacts = reader.optional("artifacts", .object(Filter.self))?.filter
        query.runs.flowRuns = reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter
        query.runs.taskRuns = reader.optional("task_runs", .object(TaskRunFilterBody.self))?.filter
        query.runs.flows = reader.optional("flows", .object(FlowFilterBody.self))?.filter
        query.runs.deployments = reader.optional("deployments", .object(DeploymentFilterBody.self))?.filter
        self.query = query
    }
}

/// The object `artifacts` of a filter.
protocol ArtifactCriteriaBody: Body {
    var filter: ArtifactFilter { get }
}

/// Criteria of artifacts.
struct ArtifactFilterBody: ArtifactCriteriaBody {
    let filter: ArtifactFilter
    init(from reader: inout BodyReader) { filter = ArtifactFilter(&reader, id: "id") }
}

/// Criteria of the latest artifacts.
struct LatestArtifactFilterBody: ArtifactCriteriaBody {
    static let schemaName: String? = "ArtifactCollectionFilter"
    let filter: ArtifactFilter
    init(from reader: inout BodyReader) { filter = ArtifactFilter(&reader, id: "latest_id") }
}

extension ArtifactFilter {
    fileprivate init(_ reader: inout BodyReader, id: String) {
        self.init()
        joining = reader.optional("operator", .choice(.and), default: .and)
        self.id = reader.optional(id, .object(AnyIDBody.self))?.criteria
        key = reader.optional("key", .object(KeyBody.self))?.criteria
        flowRunID = reader.optional("flow_run_id", .object(AnyIDBody.self))?.criteria
        taskRunID = reader.optional("task_run_id", .object(AnyIDBody.self))?.criteria
        type = reader.optional("type", .object(AnyOrNotTextBody.self))?.criteria.passingOverNothing
    }
}

/// `any_`, `like_` and `exists_` over keys.
private struct KeyBody: PlacedBody {
    let criteria: TextCriteria

    init(from reader: inout BodyReader) {
        var criteria = NameBody(from: &reader).criteria.passingOverNothing
        criteria.isNull = reader.optional("exists_", .boolean).map { !$0 }
        self.criteria = criteria
    }
}
