import Contracts
import Testing

@testable import CRMPlugin

/// Whatever comes in, the parsers give a request or say why not, and PostgreSQL takes every statement made of a request.
@Suite struct GroupingFuzzTests {
    private static func query(_ parameters: (groupBy: String, aggregate: String, orderBy: String)) throws -> QueryParameters {
        func escaped(_ text: String) -> String {
            text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        return try QueryParameters(
            "group_by=\(escaped(parameters.groupBy))&aggregate=\(escaped(parameters.aggregate))"
                + "&order_by=\(escaped(parameters.orderBy))&include_records_sample=true&limit=3")
    }

    @Test(arguments: 1...8)
    func parsersSurviveAnything(seed: UInt64) {
        var source = GroupingSource(seed: seed, QuerySample.rocket, in: QuerySample.catalogue)
        let scope = RecordScope(
            catalogue: QuerySample.catalogue, object: QuerySample.rocket, caller: QuerySample.caller,
            database: RecordScope.sample(QuerySample.rocket).database)
        for _ in 0..<500 {
            let parameters = source.parameters()
            _ = try? GroupRequest(try Self.query(parameters), for: scope)
            let damaged = (
                source.damaged(parameters.groupBy), source.damaged(parameters.aggregate), source.damaged(parameters.orderBy)
            )
            _ = try? GroupRequest(try Self.query(damaged), for: scope)
        }
    }

    @Test(arguments: ["people", "opportunities", "companies", "tasks", "workspaceMembers", "calendarEvents"])
    func postgreSQLTakesEveryStatement(plural: String) async throws {
        let workspace = try await CRMWorkspace.make()
        try await workspace.withConnection { connection in
            let database = LentConnection(connection: connection)
            let catalogue = try await MetadataStore(database: database).catalogue()
            let scope = RecordScope(
                catalogue: catalogue, object: try catalogue.object(plural: plural), caller: QuerySample.caller, database: database)
            var source = GroupingSource(seed: 11, scope.object, in: catalogue)
            var ran = 0
            for _ in 0..<100 {
                guard let request = try? GroupRequest(try Self.query(source.parameters()), for: scope) else { continue }
                let encoded = try await RecordGroups.find(request, in: scope).encoded()
                #expect(throws: Never.self) { try JSONParser.parse(encoded) }
                ran += 1
            }
            #expect(ran > 50)
        }
    }
}
