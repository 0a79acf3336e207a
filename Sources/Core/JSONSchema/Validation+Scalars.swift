import JSON

/// Types, choices, numbers and texts.
extension Validation {
    func type(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        let names = value.array ?? [value]
        if names.contains(where: { $0.string.map(place.instance.isOfType) ?? false }) { return }
        place.fail { [instance = place.instance] in
            "\(instance.pythonText) is not of type \(names.map(\.pythonText).joined(separator: ", "))"
        }
    }

    func enumeration(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let choices = value.array else { return }
        try spend(choices.count / 16)
        if choices.contains(where: place.instance.equals) { return }
        place.fail { [instance = place.instance] in "\(instance.pythonText) is not one of \(value.pythonText)" }
    }

    func constant(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        if place.instance.equals(value) { return }
        place.fail { "\(value.pythonText) was expected" }
    }

    // MARK: numbers

    func minimum(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        if place.instance.precedes(bound) { failNumber(bound, place, "is less than the minimum of") }
    }

    func maximum(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        if bound.precedes(place.instance) { failNumber(bound, place, "is greater than the maximum of") }
    }

    func exclusiveMinimum(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard place.instance.isOfType("number"), !bound.precedes(place.instance) else { return }
        failNumber(bound, place, "is less than or equal to the minimum of")
    }

    func exclusiveMaximum(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard place.instance.isOfType("number"), !place.instance.precedes(bound) else { return }
        failNumber(bound, place, "is greater than or equal to the maximum of")
    }

    func multipleOf(_ step: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard place.instance.isOfType("number"), !place.instance.isMultiple(of: step) else { return }
        failNumber(step, place, "is not a multiple of")
    }

    private func failNumber(_ bound: JSONValue, _ place: Place, _ words: String) {
        place.fail { [instance = place.instance] in "\(instance.pythonText) \(words) \(bound.pythonText)" }
    }

    // MARK: texts

    func minLength(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let text = place.instance.string, let bound = bound.int, text.unicodeScalars.count < bound else { return }
        place.failTooSmall(bound, "is too short")
    }

    func maxLength(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let text = place.instance.string, let bound = bound.int, text.unicodeScalars.count > bound else { return }
        place.failTooLarge(bound, "is too long")
    }

    func pattern(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let text = place.instance.string, let pattern = value.string, try !finds(pattern, in: text) else {
            return
        }
        place.fail { "\(text.pythonText) does not match \(pattern.pythonText)" }
    }
}

extension Validation.Place {
    /// There is less of something than there must be.
    func failTooSmall(_ bound: Int64, _ words: String) {
        fail { [instance] in "\(instance.pythonText) \(bound == 1 ? "should be non-empty" : words)" }
    }

    /// There is more of something than there may be.
    func failTooLarge(_ bound: Int64, _ words: String) {
        fail { [instance] in "\(instance.pythonText) \(bound == 0 ? "is expected to be empty" : words)" }
    }
}

extension JSONValue {
    /// Whether this is of one of the seven types of JSON Schema: `1.0` is an integer, too, `true` is no number.
    func isOfType(_ name: String) -> Bool {
        switch (name, self) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("number", .int), ("number", .double), ("integer", .int):
            true
        case ("integer", .double(let value)): value.isFinite && value == value.rounded(.towardZero)
        default: false
        }
    }

    /// Whole numbers exactly; a fractional step by dividing, with its rounding, as Python does.
    fileprivate func isMultiple(of step: JSONValue) -> Bool {
        switch (self, step) {
        case (.int(let value), .int(let step)): return step == 0 || value % step == 0
        case (.double(let value), .int(let step)): return value.truncatingRemainder(dividingBy: Double(step)) == 0
        case (_, .double(let step)):
            guard let value = double else { return true }
            let quotient = value / step
            if quotient.isFinite { return quotient == quotient.rounded(.towardZero) }
            return value.truncatingRemainder(dividingBy: step) == 0
        default: return true
        }
    }
}
