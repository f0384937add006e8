import Contracts
import FoundationEssentials

/// Makes one record of several, in one transaction: what other records named the others by names the one that stays, and the
/// others are deleted for good.
struct RecordMerger: Sendable {
    let scope: RecordScope
    let view: RecordView

    private var object: ObjectDescription { scope.object }

    /// The record that stays, or with a dry run what it would be.
    ///
    /// - Throws: `CRMError.recordNotFound` when one of the records is not there, `.fieldNotPermitted` when a field would change that
    ///   the caller may not write.
    func merge(_ request: MergeRequest) async throws -> CompleteRecords {
        try await RecordStore(scope, view).asTwentyWords {
            try await Contention.retrying {
                try await scope.database.transaction {
                    try await view.completed([try await merge(request, on: $0)], on: $0)
                }
            }
        }
    }

    private func merge(_ request: MergeRequest, on connection: any DatabaseConnection) async throws -> Row {
        let merged = try await merged(request, on: connection)
        if request.isDryRun { return try await only(connection.query(preview(of: merged, request))) }
        _ = try await connection.pipeline(references(to: request) + [deletion(of: request.losers)])
        return try await only(connection.query(update(request.winner, to: merged)))
    }

    private func merged(_ request: MergeRequest, on connection: any DatabaseConnection) async throws -> MergedRecord {
        let rows = try await connection.query(records(of: request))
        guard rows.count == request.ids.count else { throw CRMError.recordNotFound }
        var byID: [String: Row] = [:]
        for row in rows.map({ $0 }) { byID[row.text(0) ?? ""] = row }
        let merged = MergedRecord(request.ids.compactMap { byID[$0.canonical] }, as: request, of: object)
        try scope.permissions.requireWritable(merged.changes.map(\.field.name), of: object)
        return merged
    }

    private func only(_ rows: RowSet) throws -> Row {
        guard let row = rows.first else { throw CRMError.recordNotFound }
        return row
    }
}

extension RecordMerger {
    /// The records, locked in the order of their ids so that merges of the same ones wait for each other; a dry run locks nothing.
    private func records(of request: MergeRequest) -> SQL {
        let lock: SQL = request.isDryRun ? "" : "FOR UPDATE"
        return """
            SELECT \(MergedRecord.shape(of: object).selectList) FROM \(identifier: object.table) AS \(identifier: RecordSource.record)
            WHERE "id" = ANY (\(SQLValue.textArray(request.ids.map(\.canonical)))::uuid[]) AND "deletedAt" IS NULL
            ORDER BY "id" \(lock)
            """
    }

    /// Every record that names one of the losers through a plain relation is made to name the winner. The legs of targets,
    /// attachments and activities are not moved, as with Twenty: those rows follow their foreign keys.
    private func references(to request: MergeRequest) -> [SQL] {
        let losers = SQLValue.textArray(request.losers.map(\.canonical))
        return scope.catalogue.objects.flatMap { other in
            other.fields.filter { $0.isManyToOne && $0.type == .relation && $0.relation?.target == object.id }.map { relation in
                """
                UPDATE \(identifier: other.table) SET \(identifier: relation.key) = \(request.winner), "updatedAt" = now()
                WHERE \(identifier: relation.key) = ANY (\(losers)::uuid[])
                """
            }
        }
    }

    private func deletion(of losers: [UUID]) -> SQL {
        "DELETE FROM \(identifier: object.table) WHERE \"id\" = ANY (\(SQLValue.textArray(losers.map(\.canonical)))::uuid[])"
    }

    /// The losers are gone by then, so a unique value of theirs can be taken over.
    private func update(_ winner: UUID, to merged: MergedRecord) -> SQL {
        let values = merged.changes.map { ColumnValue($0.column.name, $0.value.bound) }
        return RecordWriter(object: object, caller: scope.caller, shape: view.shape).update(winner, values)
    }

    /// The winner with the changes laid over it, as a record that is nowhere: under a new id, and deleted.
    private func preview(of merged: MergedRecord, _ request: MergeRequest) -> SQL {
        """
        SELECT \(view.shape.selectList) FROM \(identifier: object.table) AS "winner"
        CROSS JOIN LATERAL jsonb_populate_record(
            "winner", \(merged.columns)::jsonb || jsonb_build_object('id', \(UUID())::uuid, 'deletedAt', now())
        ) AS \(identifier: RecordSource.record)
        WHERE "winner"."id" = \(request.winner)
        """
    }
}
