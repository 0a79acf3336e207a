import Core
import JSON

/// Where the rows of an object of the API come from.
struct WireTable: Sendable {
    let wire: WireObject
    /// The table, which is also the alias of the object's own row.
    let name: String
    /// Related single rows; each is joined under the relation's name.
    var joins: [Relation: SQL] = [:]
    /// Related lists: the rows to show and the column that holds this row's id.
    var lists: [Relation: WireList] = [:]
    /// How derived values are worked out at a moment.
    var derivations: [Derivation: @Sendable (Timestamp) -> SQL] = [:]
    /// How values that no column holds are written for the row of an id.
    var compositions: [Composition: Composing] = [:]

    typealias Composing = @Sendable (SQLTransaction, ID, inout JSONWriter) throws -> Void
}

/// Rows that belong to another row.
struct WireList: Sendable {
    let table: WireTable
    let owner: String
    let order: SQL
}
