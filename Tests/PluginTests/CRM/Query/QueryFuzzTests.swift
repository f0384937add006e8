import Contracts
import Testing

@testable import CRMPlugin

/// Whatever comes in, the parsers give a tree or say why not, and PostgreSQL takes every statement made of a tree.
@Suite struct QueryFuzzTests {
    @Test(arguments: 1...8)
    func parsersSurviveAnything(seed: UInt64) {
        var source = QuerySource(seed: seed, QuerySample.rocket, in: QuerySample.catalogue)
        for _ in 0..<500 {
            let filter = source.filter()
            let order = source.order()
            for text in [filter, source.damaged(filter)] { _ = try? QuerySample.filter(text) }
            let ordering = try? QuerySample.ordering(order)
            _ = try? QuerySample.ordering(source.damaged(order))
            let steps = (ordering ?? .byID).steps(for: QuerySample.rocket)
            let cursor = source.cursor(for: steps)
            for text in [cursor, source.damaged(cursor)] { _ = try? Cursor(text, for: steps, of: QuerySample.rocket) }
        }
    }

    @Test(arguments: 1...4)
    func rightFiltersAreUnderstood(seed: UInt64) throws {
        var source = QuerySource(seed: seed, QuerySample.rocket, in: QuerySample.catalogue)
        var understood = 0
        for _ in 0..<200 where (try? QuerySample.filter(source.filter())) != nil { understood += 1 }
        #expect(understood > 50)
    }

    /// Objects with every kind of field, and people, whom most queries are about.
    @Test(arguments: ["people", "opportunities", "tasks", "workspaceMembers", "attachments", "timelineActivities"])
    func postgreSQLTakesEveryStatement(plural: String) async throws {
        let workspace = try await CRMWorkspace.make()
        try await workspace.withConnection { connection in
            let database = LentConnection(connection: connection)
            let catalogue = try await MetadataStore(database: database).catalogue()
            let scope = RecordScope(
                catalogue: catalogue, object: try catalogue.object(plural: plural), caller: QuerySample.caller,
                database: database)
            var source = QuerySource(seed: 7, scope.object, in: catalogue)
            var ran = 0
            for _ in 0..<150 {
                guard let statements = statements(from: &source, in: scope) else { continue }
                for statement in statements { try await expectTaken(statement, by: connection) }
                ran += 1
            }
            #expect(ran > 20)
        }
    }

    private func statements(from source: inout QuerySource, in scope: RecordScope) -> [SQL]? {
        let filter = try? FilterParser.parse(
            source.filter(), for: scope.object, in: scope.catalogue, permissions: scope.permissions)
        let order = try? OrderParser.parse(source.order(), for: scope.object, in: scope.catalogue, permissions: scope.permissions)
        guard filter != nil || order != nil else { return nil }
        let steps = (order ?? .byID).steps(for: scope.object)
        let cursor = try? Cursor(source.cursor(for: steps), for: steps, of: scope.object)
        let positions = [PagePosition.start, cursor.map { .after($0) }, cursor.map { .before($0) }].compactMap(\.self)
        return positions.flatMap { position in
            let request = PageRequest(limit: 5, position: position, filter: filter, ordering: order ?? .byID)
            let statements = PageStatements(request, of: RecordView(of: scope))
            return [statements.page, statements.count]
        }
    }

    /// Values may be refused, the statement never.
    private func expectTaken(_ statement: SQL, by connection: any DatabaseConnection) async throws {
        do {
            _ = try await connection.query(statement)
        } catch DatabaseError.server(let diagnostic) {
            #expect(diagnostic.sqlState.errorClass == "22", "\(diagnostic.message): \(statement.text)")
        }
    }
}
