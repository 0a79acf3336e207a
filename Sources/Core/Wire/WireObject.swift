public import JSON

/// What an object looks like in the API: its members in order, declared once.
///
/// Core owns the list. Store makes the SELECT and the stream of bytes from it, and the OpenAPI document is made from it too.
public struct WireObject: Sendable {
    /// The name of the schema in Prefect's OpenAPI document.
    public let name: String
    public let fields: [WireField]

    public init(_ name: String, _ fields: [WireField]) {
        self.name = name
        self.fields = fields
    }
}

/// One member of an object in the API.
public struct WireField: Sendable {
    public let name: String
    public let kind: Kind
    /// Where the value comes from.
    public let source: Source
    /// Whether the value may be null.
    public let isNullable: Bool
    /// What the value is, where the kind does not say it.
    let stated: WireShape?

    /// How a stored value is shown.
    public indirect enum Kind: Sendable {
        case id, text, integer, number, boolean, time
        /// Stored in microseconds, shown in seconds with a fraction.
        case seconds
        /// Stored as JSON text and shown as it is; what is NULL in the database shows as the default.
        case json(default: JSONValue)
        /// An object of its own whose fields are columns of a related row; null when there is no such row.
        case object(WireObject)
        /// Rows of another table that belong to this one.
        case list(WireObject)
        /// An object stored as JSON text that holds only the members that differ from their defaults.
        case sparse(WireObject)
    }

    public enum Source: Sendable {
        /// A column of the object's own row.
        case column(String)
        /// A column of a related row, such as the name of a run's work queue; NULL when there is no such row.
        case related(Relation, String)
        /// A related row as a whole, for objects and lists.
        case relation(Relation)
        /// Worked out by the database from other columns and the present moment.
        case derived(Derivation)
        /// The same for every object.
        case constant(JSONValue)
        /// A member of a sparse object; the constant stands when the stored text has no such member.
        case sparse(default: JSONValue)
        /// A member of a sparse object; the column stands when the stored text has no such member.
        case sparseColumn(String)
        /// Put together from several rows, for JSON that no single column holds.
        case composed(Composition)
    }

    /// A member that is never null.
    public init(_ name: String, _ kind: Kind, from source: Source? = nil, as shape: WireShape? = nil) {
        self.init(name, kind, from: source, as: shape, isNullable: false)
    }

    /// A member that may be null.
    public static func nullable(
        _ name: String, _ kind: Kind, from source: Source? = nil, as shape: WireShape? = nil
    ) -> WireField {
        WireField(name, kind, from: source, as: shape, isNullable: true)
    }

    private init(_ name: String, _ kind: Kind, from source: Source?, as shape: WireShape?, isNullable: Bool) {
        self.name = name
        self.kind = kind
        self.source = source ?? .column(name)
        self.isNullable = isNullable
        stated = shape
    }
}

/// Rows that belong to a row. Store says how each is found.
public enum Relation: String, Sendable {
    case state, workQueue, workPool, schedules, deployment, flow, flowRun, concurrencyLimit, lease
    case blockType, blockSchema, schemaBlockType, latestArtifact
}

/// Values that no column holds. Store says how each is worked out.
public enum Derivation: String, Sendable {
    /// Seconds of work so far: the total of finished runs, and for a running one the time since it started.
    case estimatedRunTime
    /// Seconds between when a run was to start and when it did, or how late it is now; never negative.
    case estimatedStartDelta
    /// The name of the queue of a run or deployment; without one, the name that was asked for.
    case workQueueName
    /// When a run started or is to start.
    case start
    /// The task runs that a task run waited for, each once.
    case upstreamDependencies
    /// Whether the client cannot tell where the result of a task run goes.
    case untrackableResult
    /// Runs that take up slots of a queue's or pool's limit; null where there is no limit.
    case activeSlots
    /// The rule of the schedule that clients are shown which know of one only.
    case shownSchedule
    /// Whether such a client takes the deployment to make runs by itself.
    case isScheduleActive
    /// Whether a worker has been heard of lately, whatever was found out about it before.
    case workerStatus
    /// Seconds since a run entered its state.
    case timeInState
    /// Slots of a limit that are taken: those held, or what has not yet come free by itself.
    case takenSlots
    /// The tag for whose task runs a limit is.
    case tag
    /// The ids of the task runs that hold slots of a limit.
    case taskRunsHolding
    /// The name of the run or deployment that holds a slot.
    case holderName
}

/// JSON that is put together from several rows. Store says how.
public enum Composition: String, Sendable {
    /// The field schema of a block schema, with the schemas that it refers to.
    case blockSchemaFields
    /// The data of a block document, with the data of the documents that it refers to.
    case blockDocumentData
    /// The documents that a block document refers to, by the names under which it does.
    case blockDocumentReferences
}
