import Contracts
import FoundationEssentials

/// Finds the records that count as the same as some others.
struct DuplicateSearch: Sendable {
    /// Most records told for each.
    static let most = 200

    private let object: ObjectDescription
    private let criteria: DuplicateCriteria
    private let shape: RecordShape
    private let database: any Database

    init(_ scope: RecordScope, _ view: RecordView) {
        object = scope.object
        criteria = DuplicateCriteria(of: scope.object, for: scope.permissions)
        shape = view.shape
        database = scope.database
    }

    /// The records of `request`, without those that are not there.
    func candidates(for request: DuplicateRequest) async throws -> [DuplicateCandidate] {
        switch request {
        case .ids(let ids): try await database.query(lookup(ids)).map(candidate)
        case .data(let records): try records.map { try candidate($0) }
        }
    }

    /// For each of the candidates the records that count as the same as it, in the order of their ids.
    func duplicates(of candidates: [DuplicateCandidate]) async throws -> [[Row]] {
        var found: [[Row]] = Array(repeating: [], count: candidates.count)
        guard !criteria.sets.isEmpty, candidates.contains(where: { $0.values.contains { $0 != nil } }) else { return found }
        let rows = try await database.query(search(candidates))
        for index in 0..<rows.count {
            let place = try rows[index].decode(at: rows.columnCount - 1, as: Int.self)
            found[place - 1].append(rows[index])
        }
        return found
    }

    private func candidate(_ row: Row) -> DuplicateCandidate {
        DuplicateCandidate(
            id: row.text(0), values: criteria.comparable(criteria.columns.indices.map { row.text($0 + 1) }))
    }

    /// The values as they would be stored, so that another spelling of the same address is found.
    private func candidate(_ record: JSONObject) throws(CRMError) -> DuplicateCandidate {
        let input = try RecordInput(record, for: object, operation: .create)
        func stored(_ column: String) -> String? {
            guard case .bound(let value)? = input.values.first(where: { $0.column == column })?.value else { return nil }
            switch value {
            case .text(let text): return text
            case .uuid(let id): return id.canonical
            default: return nil
            }
        }
        return DuplicateCandidate(id: stored("id"), values: criteria.comparable(criteria.columns.map(stored)))
    }
}

extension DuplicateSearch {
    private func lookup(_ ids: [UUID]) -> SQL {
        var statement = SQLBuilder()
        statement.append("SELECT \(identifier: RecordSource.record).\"id\"")
        for column in criteria.columns {
            statement.append(", \(identifier: RecordSource.record).\(identifier: column)::text")
        }
        statement.append(
            """
             FROM unnest(\(SQLValue.textArray(ids.map(\.canonical)))::uuid[]) WITH ORDINALITY AS "wanted" ("id", "place")
            JOIN \(identifier: object.table) AS \(identifier: RecordSource.record)
            ON \(identifier: RecordSource.record)."id" = "wanted"."id"
            WHERE \(identifier: RecordSource.record)."deletedAt" IS NULL ORDER BY "wanted"."place"
            """)
        return statement.sql
    }

    /// One statement for all candidates: each set of columns is a join of its own, so that one pass over the table, or an index,
    /// serves them all. The place of the candidate, from 1, is the last column.
    private func search(_ candidates: [DuplicateCandidate]) -> SQL {
        """
        WITH \(wanted(candidates)), "matched" AS (\(matches)), "ranked" AS (
            SELECT "place", "id", row_number() OVER (PARTITION BY "place" ORDER BY "id") AS "rank" FROM "matched"
        )
        SELECT \(shape.selectList), "ranked"."place" FROM "ranked"
        JOIN \(identifier: object.table) AS \(identifier: RecordSource.record)
        ON \(identifier: RecordSource.record)."id" = "ranked"."id"
        WHERE "ranked"."rank" <= \(Self.most) ORDER BY "ranked"."place", "ranked"."rank"
        """
    }

    private func wanted(_ candidates: [DuplicateCandidate]) -> SQL {
        var clause = SQLBuilder()
        clause.append("\"wanted\" AS (SELECT * FROM unnest(\(SQLValue.textArray(candidates.map(\.id)))::uuid[]")
        for place in criteria.columns.indices {
            clause.append(", \(SQLValue.textArray(candidates.map { $0.values[place] }))::text[]")
        }
        clause.append(") WITH ORDINALITY AS \"wanted\" (\"id\"")
        for place in criteria.columns.indices { clause.append(", \(identifier: Self.value(place))") }
        clause.append(", \"place\"))")
        return clause.sql
    }

    private var matches: SQL {
        var clause = SQLBuilder()
        for (index, set) in criteria.sets.enumerated() {
            if index > 0 { clause.append(" UNION ") }
            clause.append(
                """
                SELECT "wanted"."place", \(identifier: RecordSource.record)."id" FROM "wanted"
                JOIN \(identifier: object.table) AS \(identifier: RecordSource.record)
                ON \(identifier: RecordSource.record)."deletedAt" IS NULL
                AND \(identifier: RecordSource.record)."id" IS DISTINCT FROM "wanted"."id"
                """)
            for place in set {
                clause.append(
                    """
                     AND \(identifier: RecordSource.record).\(identifier: criteria.columns[place])::text\
                     = "wanted".\(identifier: Self.value(place))
                    """)
            }
        }
        return clause.sql
    }

    private static func value(_ place: Int) -> String { "value\(place + 1)" }
}
