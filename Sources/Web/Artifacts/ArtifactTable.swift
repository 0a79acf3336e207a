import JSON

/// A table as clients send it: rows as objects, rows as lists, or columns by name; as JSON, or as a text that is JSON.
struct ArtifactTable {
    private static let mostRows = 500
    private static let mostColumns = 50

    let columns: [String]
    let rows: [[String]]
    /// Whether there is more than is shown.
    let isCut: Bool

    /// Nil for what is no table.
    init?(_ data: JSONValue) {
        var data = data
        if let text = data.string {
            guard let parsed = try? JSONValue(parsing: text) else { return nil }
            data = parsed
        }
        let all: (columns: [String], rows: [[JSONValue?]])
        switch data {
        case .object(let object): all = Self.read(columns: object)
        case .array(let items) where !items.isEmpty && items.allSatisfy({ $0.object != nil }):
            all = Self.read(objects: items.compactMap(\.object))
        case .array(let items) where !items.isEmpty && items.allSatisfy({ $0.array != nil }):
            all = ([], items.compactMap { $0.array?.map(Optional.some) })
        default: return nil
        }
        isCut = all.rows.count > Self.mostRows || (all.rows.map(\.count).max() ?? 0) > Self.mostColumns
        columns = Array(all.columns.prefix(Self.mostColumns))
        rows = all.rows.prefix(Self.mostRows).map { $0.prefix(Self.mostColumns).map(Self.text) }
    }

    private static func read(columns object: JSONObject) -> ([String], [[JSONValue?]]) {
        let columns = object.members.map { $0.value.array ?? [$0.value] }
        let length = columns.map(\.count).max() ?? 0
        return (object.keys, (0..<length).map { row in columns.map { row < $0.count ? $0[row] : nil } })
    }

    private static func read(objects: [JSONObject]) -> ([String], [[JSONValue?]]) {
        var names: [String] = []
        for object in objects.prefix(mostRows) {
            for name in object.keys where !names.contains(name) && names.count <= mostColumns { names.append(name) }
        }
        return (names, objects.map { object in names.map { object[$0] } })
    }

    private static func text(_ value: JSONValue?) -> String {
        switch value {
        case nil, .null?: ""
        case .string(let text)?: text
        case let value?: value.text
        }
    }

    var fields: PageFields {
        [
            "columns": .list(columns.map { ["name": .text($0)] }), "has_columns": .flag(!columns.isEmpty),
            "rows": .list(
                rows.map { row in
                    [
                        "cells": .list(
                            row.enumerated().map { place, text in
                                [
                                    "text": .text(text),
                                    "label": .text(place < columns.count ? columns[place] : nil),
                                ]
                            })
                    ]
                }), "is_cut": .flag(isCut),
        ]
    }
}
