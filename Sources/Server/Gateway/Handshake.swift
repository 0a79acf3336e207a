import Foundation  // Base64
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Turns HTTP connections into WebSockets (RFC 6455, section 4.2).
struct Handshake: Sendable {
    let parts: GatewayParts

    /// Prepares a new connection for its request.
    func prepare(_ channel: any Channel) throws {
        let plain = PlainRequestHandler(limit: parts.limits.handshake) { refusal(of: $0) }
        let bound = NIOLoopBound(plain, eventLoop: channel.eventLoop)
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: parts.limits.message, automaticErrorHandling: false,
            shouldUpgrade: { channel, request in channel.eventLoop.makeSucceededFuture(answer(to: request)) },
            upgradePipelineHandler: { channel, request in
                channel.eventLoop.makeCompletedFuture { try addSocket(to: channel, for: request) }
            })
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withServerUpgrade: (
                upgraders: [upgrader],
                completionHandler: { _ in channel.pipeline.syncOperations.removeHandler(bound.value, promise: nil) }
            ))
        try channel.pipeline.syncOperations.addHandler(plain)
    }

    /// Headers of the answer; nil when this becomes no WebSocket.
    private func answer(to request: HTTPRequestHead) -> HTTPHeaders? {
        guard let path = path(of: request), hasKey(request) else { return nil }
        if speaksPrefect(request) { return ["Sec-WebSocket-Protocol": Opening.subprotocol] }
        // Older clients bring no token: they may only come in where none is asked for.
        return path.takesOldClients && parts.requiredToken == nil ? [:] : nil
    }

    private func addSocket(to channel: any Channel, for request: HTTPRequestHead) throws {
        guard let path = path(of: request) else { throw ChannelError.inappropriateOperationForState }
        try channel.pipeline.syncOperations.addHandler(
            Socket(path: path, needsOpening: speaksPrefect(request), parts: parts, eventLoop: channel.eventLoop))
    }

    private func refusal(of request: HTTPRequestHead) -> HTTPResponseStatus {
        let isUpgrade = request.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
        guard isUpgrade, path(of: request) != nil else { return .notFound }
        guard hasKey(request) else { return .badRequest }
        return speaksPrefect(request) ? .notFound : .forbidden
    }

    private func path(of request: HTTPRequestHead) -> SocketPath? {
        SocketPath(uri: request.uri, basePath: parts.basePath)
    }

    /// The client's key is sixteen bytes in Base64.
    private func hasKey(_ request: HTTPRequestHead) -> Bool {
        let keys = request.headers["Sec-WebSocket-Key"]
        return keys.count == 1 && Data(base64Encoded: keys[0])?.count == 16
    }

    private func speaksPrefect(_ request: HTTPRequestHead) -> Bool {
        request.headers[canonicalForm: "Sec-WebSocket-Protocol"].contains { $0 == Opening.subprotocol }
    }
}
