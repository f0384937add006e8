import Contracts

/// The records that a request means to change by a filter, at most so many.
struct RecordSelection {
    let object: ObjectDescription
    /// Nil means every record; deleted ones are meant too.
    let filter: Filter?
    let limit: Int

    /// The common table of their ids. They are locked in the order of their ids, so that two requests on the same records wait
    /// for each other and do not block each other; one more than the limit tells that there are too many.
    var table: SQL {
        var source = RecordSource(object)
        let condition = filter?.condition(in: &source) ?? "TRUE"
        return """
            "chosen" AS MATERIALIZED (
                SELECT \(identifier: RecordSource.record)."id" FROM \(source.clause) WHERE \(condition)
                ORDER BY \(identifier: RecordSource.record)."id" LIMIT \(limit + 1) FOR UPDATE OF \(identifier: RecordSource.record)
            )
            """
    }

    /// True of the chosen records, and of none when there are too many.
    var condition: SQL {
        """
        \(identifier: RecordSource.record)."id" IN (SELECT "id" FROM "chosen") AND (SELECT count(*) FROM "chosen") <= \(limit)
        """
    }

    /// The rows of the common table "written", each with the number of chosen records behind it; a row of NULLs where there is none.
    static let result: SQL = """
        SELECT "written".*, (SELECT count(*) FROM "chosen") AS "chosen" FROM (VALUES (1)) AS "one"
        LEFT JOIN "written" ON TRUE ORDER BY "written"."id"
        """

    /// The written rows of such a result.
    ///
    /// - Throws: `CRMError.refusedWrite` when there were too many, and nothing was written.
    func rows(_ result: RowSet, of shape: RecordShape, _ operation: BulkOperation) throws -> [Row] {
        guard let first = result.first else { throw DatabaseError.decoding(column: "chosen") }
        let chosen: Int = try first.decode(at: result.columnCount - 1)
        guard chosen <= limit else { throw CRMError.refusedWrite(.tooMany(operation, limit: limit)) }
        guard let id = shape.fields.first(where: { $0.name == "id" }).flatMap({ shape.position(of: $0) }) else {
            throw DatabaseError.decoding(column: "id")
        }
        return result.map { $0 }.filter { !$0.isNull(id) }
    }
}
