import Contracts

/// The statements that make records of staged rows, a range of them at a time.
struct StagedStatements: Sendable {
    let staging: StagingTable
    /// The column by which a row is recognized as a record that exists; nil when all rows are new ones.
    let key: String?
    /// Where the table's positions begin and end, before the import.
    let positions: (first: Double, last: Double)
    let rowCount: Int

    private var table: ImportTable { staging.table }
    private static let staged = "staged"

    func shapes(_ range: Range<Int>) -> SQL {
        "SELECT DISTINCT \(column(StagingTable.shape)) FROM \(source) WHERE \(within(range)) ORDER BY 1"
    }

    /// Inserts the rows of one shape that are no records yet, in their order.
    func insert(_ range: Range<Int>, shape: String) -> SQL {
        var columns = SQLBuilder()
        var values = SQLBuilder()
        func append(_ name: String, _ value: SQL) {
            if !columns.text.isEmpty { columns.append(", ") }
            if !values.text.isEmpty { values.append(", ") }
            columns.append(identifier: name)
            values.append(value)
        }
        for column in table.columns where !column.hasDefault { append(column.name, self.column(column.name)) }
        for (mark, column) in zip(shape.utf8, table.columns.filter(\.hasDefault)) {
            switch mark {
            case RowEncoder.Mark.value: append(column.name, self.column(column.name))
            case RowEncoder.Mark.first:
                append(column.name, "\(positions.first)::double precision - \(rowCount) - 1 + \(self.column(StagingTable.number))")
            case RowEncoder.Mark.last:
                append(column.name, "\(positions.last)::double precision + \(self.column(StagingTable.number))")
            default: break
            }
        }
        return """
            INSERT INTO \(identifier: table.object.table) (\(columns.sql)) SELECT \(values.sql) FROM \(source)
            WHERE \(within(range)) AND \(column(StagingTable.shape)) = \(shape) \(isNew)
            ORDER BY \(column(StagingTable.number))
            """
    }

    /// Writes what rows give over the records that they are; a deleted record lives again.
    func update(_ range: Range<Int>) -> SQL? {
        guard let key else { return nil }
        var statement = SQLBuilder()
        statement.append("UPDATE \(identifier: table.object.table) AS \(identifier: RecordSource.record) SET \"updatedAt\" = now()")
        if table.columns.contains(where: { $0.name == "deletedAt" }) { statement.append(", \"deletedAt\" = NULL") }
        for (place, column) in table.columns.enumerated() where isUpdated(column) {
            statement.append(
                """
                , \(identifier: column.name) = CASE WHEN substr(\(self.column(StagingTable.given)), \(place + 1), 1) = 'v'
                THEN \(self.column(column.name)) ELSE \(identifier: RecordSource.record).\(identifier: column.name) END
                """)
        }
        statement.append(" FROM \(source) WHERE \(within(range)) AND \(isSame(key))")
        return statement.sql
    }

    /// Takes out all but the first of the rows that have the same key.
    func removeRepeated(_ key: [String], _ range: Range<Int>) -> SQL {
        remove(
            """
            \(column(StagingTable.number)) IN (
                SELECT "number" FROM (
                    SELECT \(column(StagingTable.number)) AS "number", row_number() OVER (
                        PARTITION BY \(list(key)) ORDER BY \(column(StagingTable.number))
                    ) AS "place" FROM \(source) WHERE \(within(range)) AND \(areGiven(key))
                ) AS "numbered" WHERE "place" > 1
            )
            """, range)
    }

    /// Takes out the rows whose key a record has already, when that is not what recognizes them.
    func removeTaken(_ key: [String], _ range: Range<Int>) -> SQL {
        var isTaken = SQLBuilder()
        for name in key { isTaken.append(" AND \(identifier: RecordSource.record).\(identifier: name) = \(column(name))") }
        if let own = self.key {
            isTaken.append(
                " AND \(identifier: RecordSource.record).\(identifier: own) IS DISTINCT FROM \(column(own))")
        }
        return remove(
            """
            EXISTS (SELECT FROM \(identifier: table.object.table) AS \(identifier: RecordSource.record) WHERE true\(isTaken.sql))
            """, range)
    }

    /// Takes out the rows that name a record of `target` which is not there.
    func removeDangling(_ name: String, to target: ObjectDescription, _ range: Range<Int>) -> SQL {
        remove(
            """
            \(column(name)) IS NOT NULL AND NOT EXISTS (
                SELECT FROM \(identifier: target.table) AS \(identifier: RecordSource.record)
                WHERE \(identifier: RecordSource.record)."id" = \(column(name))
            )
            """, range)
    }

    func line(_ number: Int) -> SQL { "SELECT \(column(StagingTable.line)) FROM \(source) WHERE \(within(number..<number + 1))" }

    /// What tells how many rows went and where the first of them stand.
    private func remove(_ condition: SQL, _ range: Range<Int>) -> SQL {
        """
        WITH "gone" AS (
            DELETE FROM \(source) WHERE \(within(range)) AND \(condition) RETURNING \(column(StagingTable.line)) AS "line"
        )
        SELECT count(*) OVER (), "line" FROM "gone" ORDER BY "line" LIMIT \(ImportReport.Errors.maxEntries)
        """
    }

    private var source: SQL { "\(identifier: staging.name) AS \(identifier: Self.staged)" }

    private func column(_ name: String) -> SQL { "\(identifier: Self.staged).\(identifier: name)" }

    private func within(_ range: Range<Int>) -> SQL {
        """
        \(column(StagingTable.number)) >= \(range.lowerBound)::bigint AND \(column(StagingTable.number)) < \(range.upperBound)::bigint
        """
    }

    private func isSame(_ key: String) -> SQL {
        "\(identifier: RecordSource.record).\(identifier: key) = \(column(key))"
    }

    private var isNew: SQL {
        guard let key else { return "" }
        return """
            AND NOT EXISTS (SELECT FROM \(identifier: table.object.table) AS \(identifier: RecordSource.record) WHERE \(isSame(key)))
            """
    }

    /// What a record was made with stays, and so does what tells it from others.
    private func isUpdated(_ column: ImportTable.Column) -> Bool {
        !["id", "createdAt", "updatedAt", "deletedAt", "createdBy"].contains(column.field.name) && column.name != key
    }

    private func list(_ names: [String]) -> SQL {
        var list = SQLBuilder()
        for (place, name) in names.enumerated() {
            if place > 0 { list.append(", ") }
            list.append(column(name))
        }
        return list.sql
    }

    private func areGiven(_ names: [String]) -> SQL {
        var condition = SQLBuilder()
        for (place, name) in names.enumerated() {
            if place > 0 { condition.append(" AND ") }
            condition.append("\(column(name)) IS NOT NULL")
        }
        return condition.sql
    }
}
