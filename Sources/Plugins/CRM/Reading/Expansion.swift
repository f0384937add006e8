import Contracts

/// A relation that is shown with the records: what is read of the records it leads to, by which statements, and under which key.
/// That of a caller who may see everything is compiled once.
final class Expansion: Sendable {
    let relation: FieldDescription
    /// What is read of the records of the target.
    let shape: RecordShape
    /// `,"company":`, as it is appended to a record that has members already.
    let key: [UInt8]
    /// The same with the value of a relation that leads nowhere.
    let empty: [UInt8]
    /// Whether any of the ids in `wanted."ids"` leads anywhere, by a one-to-many relation.
    let presence: SQL
    private let usual: SQL
    private let creation: SQL

    init(_ relation: FieldDescription, to target: ObjectDescription, _ shape: RecordShape) {
        self.relation = relation
        self.shape = shape
        key = Array(",\"\(relation.name)\":".utf8)
        empty = key + (relation.isManyToOne ? "null" : "[]").utf8
        let joinColumn = relation.relation?.joinColumn ?? relation.key
        presence = Self.presence(of: joinColumn, in: target.table)
        if relation.isManyToOne {
            usual = Self.toOne(shape.selectList, target.table)
            creation = usual
        } else {
            usual = Self.toMany(shape.selectList, target.table, joinColumn, RelatedLimit.usual.clause)
            creation = Self.toMany(shape.selectList, target.table, joinColumn, RelatedLimit.creation.clause)
        }
    }

    /// The records of the target that a list of ids leads to: a row each, its last column the place of the id in the list, from 1.
    ///
    /// For a many-to-one relation these are the records' own ids, for a one-to-many relation those of the records that they name.
    /// Deleted records are not among them.
    func statement(_ ids: [String], most: RelatedLimit) -> SQL {
        switch most {
        case .usual: usual.rebound(to: [SQLValue.textArray(ids)])
        case .creation: creation.rebound(to: [SQLValue.textArray(ids)])
        }
    }

    private static func toOne(_ columns: SQL, _ table: String) -> SQL {
        """
        SELECT \(columns), array_position("wanted"."ids", \(identifier: RecordSource.record)."id") AS "place"
        FROM (SELECT \(SQLValue.null)::uuid[] AS "ids") AS "wanted"
        JOIN \(identifier: table) AS \(identifier: RecordSource.record)
        ON \(identifier: RecordSource.record)."id" = ANY("wanted"."ids")
        WHERE \(identifier: RecordSource.record)."deletedAt" IS NULL
        """
    }

    /// Two bounds in place of an equality, and an order by the column: PostgreSQL then cannot expect to meet the first few records
    /// soon by reading a table from its start, which takes the whole table where a record has none.
    private static func toMany(_ columns: SQL, _ table: String, _ joinColumn: String, _ limit: SQL) -> SQL {
        """
        SELECT "related".*, "wanted"."place"
        FROM unnest(\(SQLValue.null)::uuid[]) WITH ORDINALITY AS "wanted" ("id", "place")
        CROSS JOIN LATERAL (
            SELECT \(columns) FROM \(identifier: table) AS \(identifier: RecordSource.record)
            WHERE \(identifier: RecordSource.record).\(identifier: joinColumn) >= "wanted"."id"
                AND \(identifier: RecordSource.record).\(identifier: joinColumn) <= "wanted"."id"
                AND \(identifier: RecordSource.record)."deletedAt" IS NULL
            ORDER BY \(identifier: RecordSource.record).\(identifier: joinColumn)
            \(limit)
        ) AS "related"
        """
    }

    /// The order keeps PostgreSQL to the index, for the same reason.
    private static func presence(of joinColumn: String, in table: String) -> SQL {
        let column: SQL = "\(identifier: RecordSource.record).\(identifier: joinColumn)"
        return """
            (SELECT \(column) FROM \(identifier: table) AS \(identifier: RecordSource.record)
            WHERE \(column) = ANY("wanted"."ids") AND \(identifier: RecordSource.record)."deletedAt" IS NULL
            ORDER BY \(column) LIMIT 1) IS NOT NULL
            """
    }
}

/// How many related records are shown with one record. Constants in the statement, so that the plan that PostgreSQL keeps for it
/// knows that there are few.
enum RelatedLimit: Sendable {
    case usual
    /// With records that were just made.
    case creation

    fileprivate var clause: SQL {
        switch self {
        case .usual: "LIMIT 60"
        case .creation: "LIMIT 200"
        }
    }
}
