import Contracts

/// Loads what a number of relations lead to.
///
/// Most one-to-many relations of most records lead nowhere, and a statement that finds nothing costs half of one that finds
/// something. So one statement asks first which of them lead anywhere, along with the many-to-one relations' own.
struct RelationLoader {
    let requests: [RelationRequest]
    let most: RelatedLimit

    func load(on connection: any DatabaseConnection) async throws -> Relations {
        var rows = [RowSet?](repeating: nil, count: requests.count)
        var toMany: [Int] = []
        var first: [Int] = []
        for (index, request) in requests.enumerated() where !request.wanted.ids.isEmpty {
            if request.expansion.relation.isManyToOne { first.append(index) } else { toMany.append(index) }
        }
        let presence = Self.presence(of: toMany.map { requests[$0] })
        var results = try await connection.run(first.map(statement) + [presence].compactMap(\.self))[...]
        for index in first { rows[index] = results.popFirst() }
        if presence != nil, let answer = results.popFirst()?.first {
            toMany = try toMany.enumerated().filter { try answer.decode(at: $0.offset, as: Bool.self) }.map(\.element)
        }
        results = try await connection.run(toMany.map(statement))[...]
        for index in toMany { rows[index] = results.popFirst() }
        return Relations(try zip(requests, rows).map { try RelatedRecords($0, rows: $1) })
    }

    private func statement(_ index: Int) -> SQL {
        requests[index].expansion.statement(requests[index].wanted.ids, most: most)
    }

    /// A column a relation; nil when there is nothing that asking would save.
    private static func presence(of requests: [RelationRequest]) -> SQL? {
        guard requests.count > 1, let ids = requests.first?.wanted.ids else { return nil }
        var statement = SQLBuilder()
        for (place, request) in requests.enumerated() {
            statement.append(place == 0 ? "SELECT " : ", ")
            statement.append(request.expansion.presence)
        }
        statement.append(" FROM (SELECT \(SQLValue.textArray(ids))::uuid[] AS \"ids\") AS \"wanted\"")
        return statement.sql
    }
}

extension DatabaseConnection {
    /// No statement, no round trip.
    fileprivate func run(_ statements: [SQL]) async throws -> [RowSet] {
        statements.isEmpty ? [] : try await pipeline(statements)
    }
}
