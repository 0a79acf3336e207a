/// One line that a run logged, as pages show it.
public struct LogLine: Sendable, Equatable {
    /// The order of arrival.
    public var sequence: Int64
    public var timestamp: Timestamp
    /// As in Python: 10 debug, 20 info, 30 warning, 40 error, 50 critical.
    public var level: Int
    public var logger: String
    public var message: String
    public var taskRun: ObjectName?

    public init(
        sequence: Int64, timestamp: Timestamp, level: Int, logger: String, message: String, taskRun: ObjectName?
    ) {
        self.sequence = sequence
        self.timestamp = timestamp
        self.level = level
        self.logger = logger
        self.message = message
        self.taskRun = taskRun
    }
}

/// Which lines a page shows.
public struct LogView: Sendable, Equatable {
    public var run: Run
    /// The lowest level shown.
    public var level: Int
    public var place: Place

    public init(run: Run, level: Int = 0, place: Place = .start) {
        self.run = run
        self.level = level
        self.place = place
    }

    public enum Run: Sendable, Equatable {
        case flowRun(ID)
        case taskRun(ID)
    }

    /// Where the page begins or ends. Lines are always answered oldest first.
    public enum Place: Sendable, Equatable {
        case start
        case after(Position)
        case before(Position)
        case end
    }

    /// The position of a line among the lines of its run.
    public struct Position: Sendable, Equatable {
        public var timestamp: Timestamp
        public var sequence: Int64

        public init(timestamp: Timestamp, sequence: Int64) {
            self.timestamp = timestamp
            self.sequence = sequence
        }
    }
}

/// What pages ask of logs.
public protocol LogPageReading {
    /// One page of the lines of a run, oldest first. `hasMore` speaks of the direction in which the page was read.
    func logLines(_ search: LogView, limit: Int) throws -> Slice<LogLine>
}
