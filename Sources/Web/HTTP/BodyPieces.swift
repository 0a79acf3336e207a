/// A body that is made while it is sent.
public protocol BodyPieces: Sendable {
    /// The next bytes; nil at the end. What it throws cuts the answer off, so that the client sees that it is not whole.
    mutating func next() throws -> [UInt8]?
}
