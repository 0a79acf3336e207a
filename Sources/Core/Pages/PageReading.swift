/// What the pages ask of the database: small values, a protocol a subject.
public typealias PageReading =
    FlowPageReading
    & DeploymentPageReading
    & FlowRunPageReading
    & TaskRunPageReading
    & LogPageReading
    & WorkPoolPageReading
    & LimitPageReading
    & BlockPageReading
    & VariablePageReading
    & ArtifactPageReading
