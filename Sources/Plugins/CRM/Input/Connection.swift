import Contracts

/// A record that a relation is to lead to, told by unique values of its own instead of its id.
struct Connection: Sendable {
    let relation: FieldDescription
    let target: ObjectDescription
    /// The columns of one or more unique keys, in the order of the target's fields.
    let conditions: [Condition]

    struct Condition: Sendable {
        let part: UniqueKey.Part
        let value: SQLValue
    }

    /// Reads `{"where": {…}}`: values of the target's fields, checked and normalised as if they were to be written.
    ///
    /// - Throws: `CRMError.invalidInput`, or `.refusedWrite` when the values need not be a single record's.
    init(_ relation: FieldDescription, to target: ObjectDescription, _ value: JSONValue) throws(CRMError) {
        guard case .object(let operation) = value, operation.names == ["where"], case .object(let values)? = operation["where"]
        else {
            throw .invalidInput(.relationNeedsOperation(field: relation.name))
        }
        let given = try RecordInput(values, for: target, operation: .create).bound
        let keys = target.uniqueColumns.filter { key in key.parts.allSatisfy { given[$0.column.name, default: .null] != .null } }
        let parts = keys.flatMap(\.parts)
        let named = Set(parts.map(\.field.name))
        guard !parts.isEmpty, values.names.allSatisfy(named.contains) else {
            throw .refusedWrite(.connectNeedsUniqueFields(relation: relation.name))
        }
        self.relation = relation
        self.target = target
        conditions = parts.map { Condition(part: $0, value: given[$0.column.name, default: .null]) }
    }

    /// The ids of the records that the values are those of: one, or none.
    var query: SQL {
        var query = SQLBuilder()
        query.append("SELECT \"id\" FROM \(identifier: target.table) WHERE \"deletedAt\" IS NULL")
        for condition in conditions {
            query.append(" AND \(identifier: condition.part.column.name) = \(condition.value)")
        }
        return query.sql
    }

    /// As a message tells them.
    var description: String {
        conditions.map { "\($0.part.path): \(UniqueKey.text($0.value).prefix(200))" }.joined(separator: ", ")
    }
}
