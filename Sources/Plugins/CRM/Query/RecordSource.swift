import Contracts

/// What a statement reads records from: the object's table, and the tables that its column paths reach.
///
/// A statement is built in two passes: its conditions ask for the `reference` to each column, and `clause` then joins what they used.
struct RecordSource {
    /// The name of the object's own table within a statement.
    static let record = "record"

    let object: ObjectDescription
    private var joined: [(relation: FieldDescription, target: ObjectDescription)] = []

    init(_ object: ObjectDescription) { self.object = object }

    /// The column as the statement names it.
    mutating func reference(_ path: ColumnPath) -> SQL {
        guard let relation = path.relation else {
            return "\(identifier: Self.record).\(identifier: path.column.name)"
        }
        let place: Int
        if let known = joined.firstIndex(where: { $0.relation.name == relation.name }) {
            place = known
        } else {
            place = joined.count
            joined.append((relation, path.object))
        }
        return "\(identifier: Self.alias(place)).\(identifier: path.column.name)"
    }

    /// What stands behind FROM.
    var clause: SQL {
        var clause = SQLBuilder()
        clause.append("\(identifier: object.table) AS \(identifier: Self.record)")
        for (place, join) in joined.enumerated() {
            let alias = Self.alias(place)
            clause.append(" LEFT JOIN \(identifier: join.target.table) AS \(identifier: alias)")
            clause.append(" ON \(identifier: alias).\"id\" = \(identifier: Self.record).\(identifier: join.relation.key)")
        }
        return clause.sql
    }

    /// Not the relation's name, which might be the record's own or too long together with anything else.
    private static func alias(_ place: Int) -> String { "joined\(place + 1)" }
}
