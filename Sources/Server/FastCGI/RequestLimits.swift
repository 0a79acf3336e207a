import Core

/// What the responder accepts, and where its site begins.
struct RequestLimits: Sendable {
    /// The largest body, in bytes.
    var body: Int
    /// How much of a larger one is read and thrown away before it is refused, in bytes.
    var discarded = 256 << 20
    /// What every path begins with before the site's own path: empty, or `/rigel`.
    var basePath = ""
}

/// What a request gets from this side of the network.
struct RequestContext {
    var now: Timestamp
    /// The name of a request for which nginx sent none.
    var id: String
}
