import Contracts
import FoundationEssentials

/// Builds the statements that write one record in the name of their caller.
///
/// A user is looked up among the workspace's members within the statement itself; one who is none, or has no name there, is
/// shown by the e-mail address. An API key is shown by its own name.
struct RecordWriter {
    let object: ObjectDescription
    let caller: Caller
    /// What is read of the record that was written.
    let shape: RecordShape

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
        statement.append(") RETURNING \(shape.selectList)")
        return statement.sql
    }

    func update(_ id: UUID, _ values: [ColumnValue]) -> SQL {
        var statement = actor
        statement.append("UPDATE \(identifier: object.table) AS \(identifier: RecordSource.record) SET \"updatedAt\" = now()")
        for column in values + actorColumns(["updatedBy"], unless: []) + restOfActor {
            statement.append(", \(identifier: column.column) = ")
            append(column.value, to: &statement)
        }
        statement.append(" WHERE \"id\" = \(id) RETURNING \(shape.selectList)")
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
        case .apiKey: break
        }
        return statement
    }

    /// Kind, name and id of the caller for those of the `fields` that the object has and the caller did not fill in.
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
        case .actorSource, .actorID, .actorName: appendActor(value, to: &statement)
        }
    }

    private func appendActor(_ part: ColumnValue.Source, to statement: inout SQLBuilder) {
        switch (caller.identity, part) {
        case (.user, .actorID): statement.append("(SELECT \"id\" FROM \"actor\")")
        case (.user, .actorName): statement.append("(SELECT \"name\" FROM \"actor\")")
        case (.user, _): statement.append("DEFAULT")
        case (.apiKey, .actorID): statement.append("NULL")
        case (.apiKey(_, let name), .actorName): statement.append("\(name)::text")
        case (.apiKey, _): statement.append("'API'")
        }
    }
}
