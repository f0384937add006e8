import Contracts
import FoundationEssentials

/// Builds the statements that write one record in the name of a caller.
///
/// A user is looked up among the workspace's members within the statement itself; one who is none, or has no name there, is
/// shown by the e-mail address. An API key is shown by its own name.
struct RecordWriter {
    let object: ObjectDescription
    let caller: Caller

    func insert(_ values: [ColumnValue]) -> SQL {
        let columns = values + actorColumns(["createdBy", "updatedBy"], unless: values)
        var statement = actor
        statement.append("INSERT INTO \(identifier: object.table) AS \(identifier: RecordSource.record) (")
        for (index, column) in columns.enumerated() {
            if index > 0 { statement.append(", ") }
            statement.append(identifier: column.column)
        }
        statement.append(") VALUES (")
        for (index, column) in columns.enumerated() {
            if index > 0 { statement.append(", ") }
            append(column.value, to: &statement)
        }
        statement.append(") RETURNING \(object.shape.selectList)")
        return statement.sql
    }

    func update(_ id: UUID, _ values: [ColumnValue]) -> SQL {
        var statement = actor
        statement.append("UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record) SET \"updatedAt\" = now()")
        for column in values + actorColumns(["updatedBy"], unless: []) + restOfActor {
            statement.append(", \(identifier: column.column) = ")
            append(column.value, to: &statement)
        }
        statement.append(" WHERE \"id\" = \(id) RETURNING \(object.shape.selectList)")
        return statement.sql
    }

    private var actor: SQLBuilder {
        var statement = SQLBuilder()
        switch caller.identity {
        case .user(let account, let email):
            statement.append(
                """
                WITH "actor" AS (
                    SELECT min("id"::text)::uuid AS "id", COALESCE(min("name"), \(email)::text) AS "name" FROM (
                        SELECT "id", NULLIF(btrim(concat_ws(' ', "nameFirstName", "nameLastName")), '') AS "name"
                        FROM "workspaceMember" WHERE "userId" = \(account) AND "deletedAt" IS NULL
                        ORDER BY "createdAt" LIMIT 1
                    ) AS "member"
                )\u{20}
                """)
        case .apiKey(_, let name):
            statement.append("WITH \"actor\" AS (SELECT NULL::uuid AS \"id\", \(name)::text AS \"name\")\u{20}")
        }
        return statement
    }

    /// Kind, id and name of the caller for those of the `fields` that the object has and the caller did not fill in.
    private func actorColumns(_ fields: [String], unless values: [ColumnValue]) -> [ColumnValue] {
        fields.filter { name in
            object.field(named: name)?.type == .actor && !values.contains { $0.column == name + "Name" }
        }.flatMap { name in
            [
                ColumnValue(name + "Source", .actorSource), ColumnValue(name + "WorkspaceMemberId", .actorID),
                ColumnValue(name + "Name", .actorName),
            ]
        }
    }

    /// An update also resets what another actor may have left; on insertion the column's default says the same.
    private var restOfActor: [ColumnValue] {
        guard object.field(named: "updatedBy")?.type == .actor else { return [] }
        return [ColumnValue("updatedByContext", .standard)]
    }

    private func append(_ value: ColumnValue.Source, to statement: inout SQLBuilder) {
        switch value {
        case .bound(let value): statement.bind(value)
        case .standard: statement.append("DEFAULT")
        case .firstPosition:
            statement.append("COALESCE((SELECT min(\"position\") FROM \(identifier: object.table)), 1) - 1")
        case .lastPosition:
            statement.append("COALESCE((SELECT max(\"position\") FROM \(identifier: object.table)), 1) + 1")
        case .actorSource: statement.append(caller.source)
        case .actorID: statement.append("(SELECT \"id\" FROM \"actor\")")
        case .actorName: statement.append("(SELECT \"name\" FROM \"actor\")")
        }
    }
}

extension Caller {
    /// What an actor's `source` says of the caller, as PostgreSQL reads it.
    fileprivate var source: SQL {
        switch identity {
        case .user: "'MANUAL'"
        case .apiKey: "'API'"
        }
    }
}
