/// What can be done to the database as a whole.
public protocol ServerWriting {
    /// Deletes every row of every table. The schema and its version stay.
    func clear() throws
}
