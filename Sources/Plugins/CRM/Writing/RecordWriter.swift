import Contracts
import FoundationEssentials

/// Builds the statements that write records in the name of their caller.
struct RecordWriter {
    let object: ObjectDescription
    let caller: Caller
    /// What is read of the records that were written.
    let shape: RecordShape

    private var actor: ActingCaller { ActingCaller(identity: caller.identity) }

    /// One statement, and so all or nothing, however many records there are. Its rows are in no order.
    ///
    /// - Parameter changes: records that exist and take over their draft's values; they are no longer deleted then.
    func write(inserting drafts: [RecordDraft], updating changes: [RecordDraft] = []) -> SQL {
        let drafts = drafts.map { draft in
            draft.adding(object.actorColumns(["createdBy", "updatedBy"], unless: draft.values))
        }
        let changes = changes.map { $0.adding(signature) }
        var positions = Positions(of: object)
        let distances = positions.place(drafts + changes)
        let inserts = DraftGroup.inserted(drafts, of: object).map { insert($0, at: distances) }
        let updates = DraftGroup.updated(changes).map { update($0, at: distances) }
        var tables = CommonTables()
        tables.add(actor.table)
        tables.add(positions.table(of: object))
        if let only = (inserts + updates).first, inserts.count + updates.count == 1 { return tables.statement(only) }
        var union = SQLBuilder()
        for (index, statement) in (inserts + updates).enumerated() {
            tables.add("\(identifier: "written\(index)") AS (\(statement))")
            union.append(
                index == 0 ? "SELECT * FROM \(identifier: "written0")" : " UNION ALL SELECT * FROM \(identifier: "written\(index)")"
            )
        }
        return tables.statement(union.sql)
    }

    func update(_ id: UUID, _ values: [ColumnValue]) -> SQL {
        var tables = CommonTables()
        tables.add(actor.table)
        return tables.statement(
            """
            UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record) SET \(assignments(values))
            WHERE \(identifier: RecordSource.record)."id" = \(id) RETURNING \(shape.selectList)
            """)
    }

    /// The same of all records of the selection.
    func update(_ selection: RecordSelection, _ values: [ColumnValue]) -> SQL {
        var tables = CommonTables()
        tables.add(actor.table)
        tables.add(selection.table)
        tables.add(
            """
            "written" AS (
                UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record) SET \(assignments(values))
                WHERE \(selection.condition) RETURNING \(shape.selectList)
            )
            """)
        return tables.statement(RecordSelection.result)
    }

    /// Who acts and that they did, on every update. What another actor may have left is reset.
    private var signature: [ColumnValue] {
        let columns = object.actorColumns(["updatedBy"])
        return columns.isEmpty ? [] : columns + [ColumnValue("updatedByContext", .standard)]
    }
}

extension RecordWriter {
    private func insert(_ group: DraftGroup, at distances: [String: Double]) -> SQL {
        let columns = group.columns.filter { $0.source != .standard }
        var names = SQLBuilder()
        var values = SQLBuilder()
        names.append("\"id\"")
        values.append("\"input\".\"id\"")
        for column in columns {
            names.append(", \(identifier: column.name)")
            values.append(", \(value(of: column))")
        }
        return """
            INSERT INTO \(identifier: object.table) AS \(identifier: RecordSource.record) (\(names.sql))
            SELECT \(values.sql) FROM json_populate_recordset(NULL::\(identifier: object.table), \(rows(of: group, at: distances)))
                AS "input"
            RETURNING \(shape.selectList)
            """
    }

    private func update(_ group: DraftGroup, at distances: [String: Double]) -> SQL {
        var assignments = SQLBuilder()
        assignments.append("\"updatedAt\" = now(), \"deletedAt\" = NULL")
        for column in group.columns { assignments.append(", \(identifier: column.name) = \(value(of: column))") }
        return """
            UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record) SET \(assignments.sql)
            FROM json_populate_recordset(NULL::\(identifier: object.table), \(rows(of: group, at: distances))) AS "input"
            WHERE \(identifier: RecordSource.record)."id" = "input"."id"
            RETURNING \(shape.selectList)
            """
    }

    private func value(of column: DraftGroup.Column) -> SQL {
        switch column.source {
        case .row: "\"input\".\(identifier: column.name)"
        case .first: "(SELECT \"first\" FROM \"place\") + \"input\".\(identifier: column.name)"
        case .last: "(SELECT \"last\" FROM \"place\") + \"input\".\(identifier: column.name)"
        case .standard: "DEFAULT"
        case .actorSource: actor.source
        case .actorID: actor.id
        case .actorName: actor.name
        }
    }

    private func rows(of group: DraftGroup, at distances: [String: Double]) -> SQL {
        var rows = DraftRows(of: object)
        for draft in group.drafts {
            var values: [(column: String, value: SQLValue)] = [("id", .uuid(draft.id))]
            for value in draft.values {
                switch value.value {
                case .bound(let bound): values.append((value.column, bound))
                case .firstPosition, .lastPosition:
                    values.append((value.column, .double(distances[draft.id.canonical, default: 0])))
                case .standard, .actorSource, .actorID, .actorName: break
                }
            }
            rows.append(values)
        }
        return rows.finished()
    }

    /// What one row of an UPDATE is set to.
    private func assignments(_ values: [ColumnValue]) -> SQL {
        var assignments = SQLBuilder()
        assignments.append("\"updatedAt\" = now()")
        for value in values + signature {
            assignments.append(", \(identifier: value.column) = ")
            switch value.value {
            case .bound(let bound): assignments.bind(bound)
            case .standard: assignments.append("DEFAULT")
            case .firstPosition: assignments.append("COALESCE((SELECT min(\"position\") FROM \(identifier: object.table)), 1) - 1")
            case .lastPosition: assignments.append("COALESCE((SELECT max(\"position\") FROM \(identifier: object.table)), 1) + 1")
            case .actorSource: assignments.append(actor.source)
            case .actorID: assignments.append(actor.id)
            case .actorName: assignments.append(actor.name)
            }
        }
        return assignments.sql
    }
}
