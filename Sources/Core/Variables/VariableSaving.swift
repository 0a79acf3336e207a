/// Makes, changes and deletes variables, and tells of it.
public enum VariableSaving {
    public typealias Transaction = VariableReading & VariableWriting & EventWriting

    /// Makes a variable. Refuses a name that another one has.
    public static func create(_ variable: Variable, at now: Timestamp, in tx: any Transaction) throws {
        try refuse(variable.name, in: tx)
        try tx.insertVariable(variable, at: now)
        try tx.insertEvent(VariableEvent.event(.created, of: variable, at: now))
    }

    /// Changes a variable. False when there is none; refuses a name that another one has.
    public static func update(
        _ name: VariableName, _ change: VariableChange, at now: Timestamp, in tx: any Transaction
    ) throws -> Bool {
        guard let variable = try tx.variable(name) else { return false }
        let changed = change.applied(to: variable)
        if changed.name != variable.name { try refuse(changed.name, in: tx) }
        try tx.updateVariable(changed, at: now)
        try tx.insertEvent(VariableEvent.event(.updated, of: changed, at: now))
        return true
    }

    /// Deletes a variable. False when there is none.
    public static func delete(_ name: VariableName, at now: Timestamp, in tx: any Transaction) throws -> Bool {
        guard let variable = try tx.variable(name) else { return false }
        try tx.insertEvent(VariableEvent.event(.deleted, of: variable, at: now))
        try tx.deleteVariable(variable.id)
        return true
    }

    /// Refuses a name that a variable has already.
    private static func refuse(_ name: String, in tx: any Transaction) throws {
        guard try tx.variable(.name(name)) == nil else {
            throw Failure.conflict("A variable with the name '\(name)' already exists.")
        }
    }
}
