import Contracts

/// A relation that is shown with the records, and what is read of the records it leads to.
struct Expansion: Sendable {
    let relation: FieldDescription
    let target: ObjectDescription
    let shape: RecordShape

    /// The records of the target that a list of ids leads to: a row each, its last column the place of the id in the list, from 1.
    ///
    /// For a many-to-one relation these are the records' own ids, for a one-to-many relation those of the records that they name.
    /// Deleted records are not among them.
    ///
    /// Two bounds in place of an equality, and an order by the column: PostgreSQL then cannot expect to meet the first few records
    /// soon by reading a table from its start, which takes the whole table where a record has none.
    func statement(_ ids: [String], most: RelatedLimit) -> SQL {
        let wanted = SQLValue.textArray(ids)
        if relation.isManyToOne {
            return """
                SELECT \(shape.selectList), "wanted"."place"
                FROM unnest(\(wanted)::uuid[]) WITH ORDINALITY AS "wanted" ("id", "place")
                JOIN \(identifier: target.table) AS \(identifier: RecordSource.record)
                ON \(identifier: RecordSource.record)."id" = "wanted"."id"
                WHERE \(identifier: RecordSource.record)."deletedAt" IS NULL
                """
        }
        return """
            SELECT "related".*, "wanted"."place" FROM unnest(\(wanted)::uuid[]) WITH ORDINALITY AS "wanted" ("id", "place")
            CROSS JOIN LATERAL (
                SELECT \(shape.selectList) FROM \(identifier: target.table) AS \(identifier: RecordSource.record)
                WHERE \(identifier: RecordSource.record).\(identifier: joinColumn) >= "wanted"."id"
                    AND \(identifier: RecordSource.record).\(identifier: joinColumn) <= "wanted"."id"
                    AND \(identifier: RecordSource.record)."deletedAt" IS NULL
                ORDER BY \(identifier: RecordSource.record).\(identifier: joinColumn)
                \(most.clause)
            ) AS "related"
            """
    }

    /// Whether any of the ids in `wanted."ids"` leads anywhere, by a one-to-many relation. The order keeps PostgreSQL to the index,
    /// for the same reason.
    var presence: SQL {
        let column: SQL = "\(identifier: RecordSource.record).\(identifier: joinColumn)"
        return """
            (SELECT \(column) FROM \(identifier: target.table) AS \(identifier: RecordSource.record)
            WHERE \(column) = ANY("wanted"."ids") AND \(identifier: RecordSource.record)."deletedAt" IS NULL
            ORDER BY \(column) LIMIT 1) IS NOT NULL
            """
    }

    private var joinColumn: String { relation.relation?.joinColumn ?? relation.key }
}

/// How many related records are shown with one record. Constants in the statement, so that the plan that PostgreSQL keeps for it
/// knows that there are few.
enum RelatedLimit: Sendable {
    case usual
    /// With records that were just made.
    case creation

    var clause: SQL {
        switch self {
        case .usual: "LIMIT 60"
        case .creation: "LIMIT 200"
        }
    }
}
