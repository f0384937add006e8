import Contracts
import FoundationEssentials

/// The statements on one object's table that are the same for every request. Built once, so that a connection prepares each once.
///
/// Tables are found by the search path of the tenant's database: the text is the same for all tenants of the same metadata.
struct RecordStatements: Sendable {
    /// Most records on a page.
    static let largestPage = 200

    private let firstPage: SQL
    private let pageAfter: SQL
    private let pageBefore: SQL
    private let one: SQL
    /// The exact number of records that are not deleted, as the triggers on the table keep it.
    let count: SQL

    init(table: String, objectID: UUID, selectList columns: SQL) {
        firstPage = Self.page(table, columns, "", order: "ASC")
        pageAfter = Self.page(table, columns, "AND \"id\" > \(SQLValue.null)", order: "ASC")
        pageBefore = Self.page(table, columns, "AND \"id\" < \(SQLValue.null)", order: "DESC")
        one = """
            SELECT \(columns) FROM \(identifier: table) AS \(identifier: RecordSource.record)
            WHERE "id" = \(SQLValue.null) AND "deletedAt" IS NULL
            """
        count = """
            SELECT COALESCE(sum("difference"), 0)::bigint FROM "recordCount" WHERE "objectMetadataId" = \(objectID)
            """
    }

    /// The page in the order of ids, one record more than it holds, which tells whether there is another page.
    func page(_ position: PagePosition, limit: Int) -> SQL {
        let count = Self.read(for: limit)
        switch position {
        case .start: return firstPage.rebound(to: [count])
        case .after(let cursor): return pageAfter.rebound(to: cursor.values.compactMap(\.self) + [count])
        case .before(let cursor): return pageBefore.rebound(to: cursor.values.compactMap(\.self) + [count])
        }
    }

    /// How many records are read for a page of at most `limit`.
    static func read(for limit: Int) -> SQLValue { .integer(Int64(min(limit, largestPage) + 1)) }

    func one(_ id: UUID) -> SQL { one.rebound(to: [.uuid(id)]) }

    /// The inner limit is a constant, so that the plan kept for the prepared statement walks the key's index. With only the bound
    /// one PostgreSQL expects a tenth of the table, or plans anew each time.
    private static func page(_ table: String, _ columns: SQL, _ condition: SQL, order: SQL) -> SQL {
        """
        SELECT * FROM (
            SELECT \(columns) FROM \(identifier: table) AS \(identifier: RecordSource.record)
            WHERE "deletedAt" IS NULL \(condition)
            ORDER BY "id" \(order) LIMIT 201
        ) AS page LIMIT \(SQLValue.null)
        """
    }
}
