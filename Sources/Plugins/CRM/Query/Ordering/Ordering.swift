import Contracts

/// The order in which records are read. The id comes last always, so that no two records share a place.
struct Ordering: Sendable {
    struct Item: Sendable {
        let path: ColumnPath
        let direction: Direction
    }

    enum Direction: String, Sendable, CaseIterable {
        case ascNullsFirst = "AscNullsFirst"
        case ascNullsLast = "AscNullsLast"
        case descNullsFirst = "DescNullsFirst"
        case descNullsLast = "DescNullsLast"

        var isDescending: Bool { self == .descNullsFirst || self == .descNullsLast }
        var isNullsFirst: Bool { self == .ascNullsFirst || self == .descNullsFirst }

        /// The exact opposite.
        var reversed: Direction {
            switch self {
            case .ascNullsFirst: .descNullsLast
            case .ascNullsLast: .descNullsFirst
            case .descNullsFirst: .ascNullsLast
            case .descNullsLast: .ascNullsFirst
            }
        }
    }

    /// As they were asked for; the id is among them only when it was named.
    let items: [Item]

    /// By id alone.
    static let byID = Ordering(items: [])

    /// All that decides the order of the object's records: the items, and the id upwards behind them unless it is one of them.
    func steps(for object: ObjectDescription) -> [Item] {
        guard !items.contains(where: { $0.path.keys == ["id"] }), let id = object.field(named: "id"), let column = id.columns.first
        else { return items }
        return items + [Item(path: ColumnPath(object: object, field: id, column: column), direction: .ascNullsFirst)]
    }
}

extension Ordering {
    /// What stands behind ORDER BY, in the source, to which it adds the tables that it reaches.
    static func clause(of steps: [Item], in source: inout RecordSource) -> SQL {
        var clause = SQLBuilder()
        for (index, step) in steps.enumerated() {
            if index > 0 { clause.append(", ") }
            let direction: SQL = step.direction.isDescending ? "DESC" : "ASC"
            clause.append("\(source.reference(step.path)) \(direction)")
            // Where there is no NULL, saying where it goes would only keep PostgreSQL from using an index.
            if step.path.isNullable { clause.append(step.direction.isNullsFirst ? " NULLS FIRST" : " NULLS LAST") }
        }
        return clause.sql
    }
}
