/// The orders in which a kind of object can be listed, named as on the wire.
public protocol Sorting: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// The order when none is asked for.
    static var standard: Self { get }
}
