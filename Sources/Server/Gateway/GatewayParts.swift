import Core
import Logging
import NIOCore
import NIOPosix

/// What all sockets of the gateway share.
struct GatewayParts: Sendable {
    let storage: any Storage
    let effects: Effects
    let limits: GatewayLimits
    /// The path under which the site is reachable, such as `/rigel`; empty for the root.
    let basePath: String
    /// The text that clients must bring as their token; nil lets everybody in.
    let requiredToken: String?
    let logger: Logger
    /// Threads that store events, and threads that read them: writers that wait for the disk keep no reader waiting.
    let writers: NIOThreadPool
    let readers: NIOThreadPool
    let eventStreams: OutgoingStreams
    let logStreams: OutgoingStreams
    let poolStreams: OutgoingStreams
    let taskRunStreams: OutgoingStreams
    let sockets: OpenSockets

    var recorder: EventRecorder { EventRecorder(storage: storage, effects: effects, logger: logger) }
}
