import NIOCore

/// What a client of the gateway may use up.
struct GatewayLimits: Sendable {
    /// Bytes of one message, whole or in fragments.
    var message = 16 << 20
    /// Bytes of a message that opens the conversation or says which events are wanted.
    var opening = 1 << 20
    /// Bytes of events of one client that may wait to be stored; beyond them nothing is read from it.
    var waiting = 4 << 20
    /// Events of one client that are stored together.
    var batch = 500
    /// Time until the WebSocket stands.
    var handshake = TimeAmount.seconds(10)
    /// Time until the client has said what it has to say first.
    var first = TimeAmount.seconds(60)
    /// Time between PINGs, and the time in which something must have come back.
    var ping = TimeAmount.seconds(20)
    /// Time for a client to close its side.
    var close = TimeAmount.seconds(5)
}
