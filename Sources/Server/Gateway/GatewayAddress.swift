/// Where the gateway listens for nginx.
enum GatewayAddress: Sendable, Equatable {
    /// Port 0 takes any free one.
    case tcp(host: String, port: Int)
    /// A socket file. One that is left from a crash is replaced.
    case unix(String)
}
