import Contracts

/// One thing that a database's schema has: a table, a column, an index, …
struct SchemaPart: Sendable, Hashable {
    let kind: String
    /// With its schema: `workspace.person.jobTitle`
    let name: String
}

/// What a database's schema has, each part with its definition as PostgreSQL words it.
struct SchemaLayout: Sendable {
    let parts: [SchemaPart: String]
    /// What the tenant may choose itself, as `SchemaVariation.choices` tells it.
    let choices: [String: String]

    /// What of `self`, the template's layout, `other` has not or has otherwise. What `other` has beyond it is the tenant's own.
    func differences(in other: SchemaLayout) -> [SchemaDifference] {
        let chosen = choices.filter { other.choices[$0.key] != $0.value }.keys.map { ChosenField($0) }
        return parts.compactMap { part, expected in
            let found = other.parts[part]
            guard found != expected, !chosen.contains(where: { $0.covers(part) }) else { return nil }
            return SchemaDifference(kind: part.kind, name: part.name, expected: expected, found: found)
        }
        .sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }
    }
}

/// A field whose default and choices a tenant has set itself.
private struct ChosenField {
    private let path: String
    private let enumeration: String

    /// - Parameter name: `table.column`
    init(_ name: String) {
        path = "." + name
        enumeration = "." + name.replacing(".", with: "_") + "_"
    }

    func covers(_ part: SchemaPart) -> Bool {
        guard let dot = part.name.firstIndex(of: ".") else { return false }
        let local = part.name[dot...]
        return switch part.kind {
        case "default": local.hasPrefix(path)
        case "enum": local.hasPrefix(enumeration)
        default: false
        }
    }
}
