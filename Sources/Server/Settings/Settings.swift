/// What the person who starts the server decides. `Settings.table` says how each is written.
struct Settings: Sendable, Equatable {
    var host = "127.0.0.1"
    var port = 4200
    var data = "./var"
    var basePath = ""
    var threads = 256
    var readers = 0
    var services = ServiceSelection.all
    var zombieHeartbeatSeconds = 600
    var zombieWorkerSeconds = 600
    var scheduleMinRuns = 3
    var scheduleMaxRuns = 100
    var scheduleMinSeconds = 3600
    var scheduleMaxSeconds = 100 * 86400
    var lateSeconds = 15
    var cancellingSeconds = 300
    var workerHeartbeats = 3
    var workerHeartbeatSeconds = 30
    var pollSilenceSeconds = 60
    var eventRetentionDays = 7
    var logRetentionDays = 0
    var flowRunRetentionDays = 0
    var deploymentLeaseSeconds = 300
    var deploymentWaitSeconds = 30
    var defaultLimit = 200
    var parameterLimit = 512 << 10
    var cacheKeyLength = 2000
    var scheduledRunLimit = 50
    var graphNodes = 10_000
    var graphArtifacts = 10_000
    var socket: SocketAddress?
    var gateway: SocketAddress?
    var bodyLimit = 16 << 20
    var stopSeconds = 10
    var assets = "."
    var assetsVersion = Version.text
    var prefectUI = ""
    var allowDatabaseClear = false
    var blockTypesOnStart = true
    var secretsKey: String?
    var secretsKeyFile: String?
    var authString: String?
    var csrfProtection = false
    var csrfTokenSeconds = 3600
    var corsOrigins = "*"
    var corsMethods = "*"
    var corsHeaders = "*"
    var logLevel = LogLevel.info

    /// Where nginx reaches the responder.
    var socketAddress: SocketAddress { socket ?? .unix("\(runFolder)/rigel.sock") }
    /// Where nginx reaches the WebSocket gateway.
    var gatewayAddress: SocketAddress { gateway ?? .unix("\(runFolder)/gateway.sock") }
    /// Where the keys of blocks lie, unless they are given themselves.
    var secretsKeyPath: String { secretsKeyFile ?? "\(data)/secrets.key" }
    /// Sockets and what else belongs to one run of the server.
    var runFolder: String { "\(data)/run" }
}

/// Which background services run.
enum ServiceSelection: Sendable, Equatable {
    case all
    case none
    case only(Set<String>)

    /// Whether the service of that name runs.
    func includes(_ name: String) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .only(let names): names.contains(name)
        }
    }

    /// Reads `all`, `none` or names with commas between them.
    init?(_ text: String) {
        switch text {
        case "all": self = .all
        case "none": self = .none
        default:
            let names = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-_")
            guard names.allSatisfy({ !$0.isEmpty && $0.allSatisfy(allowed.contains) }) else { return nil }
            self = .only(Set(names))
        }
    }
}

extension ServiceSelection: CustomStringConvertible {
    var description: String {
        switch self {
        case .all: "all"
        case .none: "none"
        case .only(let names): names.sorted().joined(separator: ",")
        }
    }
}

/// How much the log says; each level says what those after it say as well.
enum LogLevel: String, Sendable, CaseIterable {
    case trace, debug, info, notice, warning, error, critical
}
