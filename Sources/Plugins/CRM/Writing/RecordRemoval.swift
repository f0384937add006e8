import Contracts
import FoundationEssentials

/// Builds the statements that delete records, softly or for good, and bring them back.
struct RecordRemoval {
    enum Kind {
        /// For good; other records follow by their foreign keys.
        case destroy
        /// Hidden until restored, and what hangs on the records with them.
        case softDelete
        case restore
    }

    let kind: Kind
    let object: ObjectDescription
    let catalogue: Catalogue
    /// What is read of the records.
    let shape: RecordShape

    /// - Parameter id: the one record that is meant.
    func statement(_ id: UUID) -> SQL {
        var tables = CommonTables()
        tables.add("\"written\" AS (\(change("\(identifier: RecordSource.record).\"id\" = \(id)")))")
        tables.add(followers)
        return tables.statement("SELECT * FROM \"written\"")
    }

    func statement(_ selection: RecordSelection) -> SQL {
        var tables = CommonTables()
        tables.add(selection.table)
        tables.add("\"written\" AS (\(change(selection.condition)))")
        tables.add(followers)
        return tables.statement(RecordSelection.result)
    }

    private func change(_ condition: SQL) -> SQL {
        let head: SQL =
            switch kind {
            case .destroy: "DELETE FROM \(identifier: object.table) AS \(identifier: RecordSource.record)"
            case .softDelete:
                """
                UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record)
                SET "deletedAt" = now(), "updatedAt" = now()
                """
            case .restore:
                """
                UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record)
                SET "deletedAt" = NULL, "updatedAt" = now()
                """
            }
        return "\(head) WHERE \(condition) RETURNING \(shape.selectList)"
    }

    /// The links of notes and tasks to what they are about are deleted and restored with them.
    private var followers: SQL? {
        guard kind != .destroy, let name = ["note": "noteTargets", "task": "taskTargets"][object.singular],
            let links = object.field(named: name), let relation = links.relation, let target = catalogue.target(of: links)
        else { return nil }
        let column = relation.joinColumn
        if kind == .restore {
            return """
                "followers" AS (
                    UPDATE \(identifier: target.table) SET "deletedAt" = NULL, "updatedAt" = now()
                    WHERE \(identifier: column) IN (SELECT "id" FROM "written")
                )
                """
        }
        return """
            "followers" AS (
                UPDATE \(identifier: target.table) SET "deletedAt" = now(), "updatedAt" = now()
                WHERE \(identifier: column) IN (SELECT "id" FROM "written") AND "deletedAt" IS NULL
            )
            """
    }
}
