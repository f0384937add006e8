import Contracts
import HTTPTypes
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct MetadataTests {
    private func catalogue(_ workspace: CRMWorkspace) async throws -> Catalogue {
        try await PostgresCluster.shared.withConnection(to: workspace.target) { connection in
            try await workspace.catalogues.catalogue(of: workspace.tenant, in: LentConnection(connection: connection))
        }
    }

    @Test func everyDescribedColumnExistsAndEveryColumnIsDescribed() async throws {
        let workspace = try await CRMWorkspace.make()
        let rows = try await workspace.query(
            "SELECT \"table_name\", \"column_name\" FROM information_schema.columns WHERE \"table_schema\" LIKE 'workspace\\_%'")
        let stored = Set(rows.map { "\($0.text(0) ?? "").\($0.text(1) ?? "")" })
        let described = try await catalogue(workspace).objects.flatMap { object in
            object.fields.flatMap { $0.columns.map { "\(object.table).\($0.name)" } }
        }
        #expect(Set(described) == stored)
    }

    @Test func relationsKnowTheirOtherEnd() async throws {
        let rows = try await CRMWorkspace.make().query(
            """
            SELECT field."name" FROM core."fieldMetadata" AS field
            LEFT JOIN core."fieldMetadata" AS inverse ON inverse."id" = field."relationTargetFieldMetadataId"
            WHERE field."type" IN ('RELATION', 'MORPH_RELATION')
            AND (inverse."objectMetadataId" IS DISTINCT FROM field."relationTargetObjectMetadataId"
                OR inverse."relationTargetFieldMetadataId" IS DISTINCT FROM field."id")
            """)
        #expect(rows.map { $0.text(0) ?? "" } == [])
    }

    @Test func tenantsOfTheSameMetadataShareOneDescription() async throws {
        let (first, second) = (try await CRMWorkspace.make(), try await CRMWorkspace.make())
        let shared = CatalogueCache(refreshInterval: .seconds(30))
        func read(_ workspace: CRMWorkspace) async throws -> Catalogue {
            try await PostgresCluster.shared.withConnection(to: workspace.target) { connection in
                try await shared.catalogue(of: workspace.tenant, in: LentConnection(connection: connection))
            }
        }
        let one = try await read(first)
        #expect(try await read(second) === one)
    }

    @Test func changeOfTheMetadataIsTakenUpOnceForgotten() async throws {
        let workspace = try await CRMWorkspace.make()
        let before = try await catalogue(workspace)
        _ = try await workspace.query(
            "UPDATE core.\"objectMetadata\" SET \"namePlural\" = 'persons' WHERE \"namePlural\" = 'people'")
        #expect(try await catalogue(workspace) === before)
        workspace.catalogues.forget(workspace.tenant)
        let after = try await catalogue(workspace)
        #expect(after.fingerprint != before.fingerprint)
        #expect(try after.object(plural: "persons").singular == "person")
    }

    /// A database in which the metadata change while they are being read.
    private struct ChangingDatabase: Database {
        let database: any Database
        let catalogues: CatalogueCache

        func withConnection<Result: Sendable>(
            _ body: @Sendable (any DatabaseConnection) async throws -> Result
        ) async throws -> Result {
            let result = try await database.withConnection(body)
            catalogues.forget(nil)
            return result
        }
    }

    @Test func whatWasReadBeforeAChangeIsNotKeptAfterIt() async throws {
        let workspace = try await CRMWorkspace.make()
        let before = try await workspace.withConnection { connection in
            let database = ChangingDatabase(
                database: LentConnection(connection: connection), catalogues: workspace.catalogues)
            return try await workspace.catalogues.catalogue(of: workspace.tenant, in: database)
        }
        _ = try await workspace.query(
            "UPDATE core.\"objectMetadata\" SET \"namePlural\" = 'persons' WHERE \"namePlural\" = 'people'")
        #expect(try await catalogue(workspace).fingerprint != before.fingerprint)
    }

    @Test func seedingNamesTheSchemaAndPutsItOnTheSearchPath() async throws {
        let workspace = try await CRMWorkspace.make()
        let row = try #require(
            try await workspace.query("SELECT \"schemaName\", current_schema, \"id\" FROM core.\"workspace\"").first)
        #expect(row.text(0) == WorkspaceSchema.name(of: workspace.tenant))
        #expect(row.text(1) == row.text(0))
        #expect(row.text(2) == workspace.tenant.description)
    }

    @Test func sampleRecordsMayBeSeededTwice() async throws {
        let workspace = try await CRMWorkspace.make()
        try await PostgresCluster.shared.withConnection(to: workspace.target) { connection in
            for script in [SampleRecords.ofNobody, SampleRecords.ofTheOwner] { try await connection.execute(script: script) }
        }
        #expect(try await workspace.send(.get, "/rest/opportunities")["totalCount"] == 6)
    }

    @Test func everySampleRecordCanBeReadByItsID() async throws {
        let workspace = try await CRMWorkspace.make()
        for objects in ["people", "companies", "opportunities", "dashboards", "workflows", "workflowVersions"] {
            for id in try await workspace.send(.get, "/rest/\(objects)").ids(objects) {
                #expect(try await workspace.send(.get, "/rest/\(objects)/\(id)").status == 200)
            }
        }
    }
}
