import Contracts
import FoundationEssentials

/// Compares tenants' databases with a clone of the template, which takes no connections itself.
struct DriftExamination: SchemaDrift {
    /// How many tenants are read from the registry at once.
    private static let pageSize = 200

    let dependencies: LifecycleDependencies
    let schema: TenantSchema
    let variations: [any SchemaVariation]

    private var databases: TenantDatabases { dependencies.databases }

    func examineServers() async throws -> [ServerFinding] {
        var findings: [ServerFinding] = []
        for server in try await servers() {
            do {
                let hasTemplate = try await databases.administer(server) { admin in
                    try await !admin.query(
                        "SELECT FROM pg_database WHERE datname = \(databases.template.name) AND NOT datallowconn"
                    ).isEmpty
                }
                let fault = hasTemplate ? nil : "the template \(databases.template.name) is missing; a host builds it at start"
                findings.append(ServerFinding(server: server, fault: fault))
            } catch {
                findings.append(ServerFinding(server: server, fault: TenantMigration.record(of: error).text))
            }
        }
        return findings
    }

    func examineTenants(_ found: @Sendable (TenantFinding) async throws -> Void) async throws {
        guard let server = try await servers().first else { return }
        let reader = SchemaReader(variations: variations)
        let expected = try await withClone(on: server) { try await reader.read(nil, on: $0) }
        var last: Candidate?
        while true {
            let page = try await candidates(after: last)
            for candidate in page {
                let outcome = await examine(candidate, expected, reader)
                try await found(TenantFinding(tenant: candidate.id, slug: candidate.slug, outcome: outcome))
            }
            guard page.count == Self.pageSize else { return }
            last = page.last
        }
    }

    private func examine(_ candidate: Candidate, _ expected: SchemaLayout, _ reader: SchemaReader) async -> TenantFinding.Outcome {
        guard !candidate.schema.isOutdated(for: schema) else { return .outdated }
        let placement = candidate.placement
        do {
            let layout = try await databases.administration.withConnection(server: placement.server, database: placement.database) {
                try await reader.read(candidate.id, on: $0)
            }
            return .compared(expected.differences(in: layout))
        } catch {
            return .unreachable(reason: TenantMigration.record(of: error).text)
        }
    }

    /// The clone's name begins as a template's, so that one whose maker was killed goes with the templates of other schemas.
    private func withClone<Result: Sendable>(
        on server: String, _ body: @Sendable (any DatabaseConnection) async throws -> Result
    ) async throws -> Result {
        let name = dependencies.names.templatePrefix + "drift_" + TextEncoding.hex(dependencies.cryptography.randomBytes(4))
        let clone = SQLIdentifier.quote(name)
        return try await databases.administer(server) { admin in
            try await admin.execute(
                script: "CREATE DATABASE \(clone) TEMPLATE \(SQLIdentifier.quote(databases.template.name)) STRATEGY WAL_LOG")
            do {
                try await admin.execute(script: "REVOKE ALL ON DATABASE \(clone) FROM PUBLIC")
                let result = try await databases.administration.withConnection(server: server, database: name, body)
                try await admin.execute(script: "DROP DATABASE \(clone) WITH (FORCE)")
                return result
            } catch {
                // The first error is the one to report.
                try? await admin.execute(script: "DROP DATABASE IF EXISTS \(clone) WITH (FORCE)")
                throw error
            }
        }
    }

    private func servers() async throws -> [String] {
        let rows = try await dependencies.registry.query("SELECT DISTINCT server FROM tenant ORDER BY server")
        let used: [String] = try rows.map { try $0.decode(at: 0) }
        return used + (try await databases.administration.placementServers()).filter { !used.contains($0) }
    }

    private func candidates(after last: Candidate?) async throws -> [Candidate] {
        let behind: SQL = last.map { "AND (created_at, id) > (\($0.createdAt)::timestamptz, \($0.id))" } ?? ""
        return try await dependencies.registry.query(
            """
            SELECT id, slug, server, database_name, role_name, schema_version, schema_fingerprint, created_at::text AS created_at
            FROM tenant WHERE status IN ('active', 'suspended') AND schema_version > 0 \(behind)
            ORDER BY tenant.created_at, id LIMIT \(Self.pageSize)::bigint
            """
        ).map(Candidate.init)
    }
}

/// A tenant whose database is compared.
private struct Candidate: Sendable {
    let id: TenantID
    let slug: String
    let placement: Placement
    let schema: TenantSchema
    /// As PostgreSQL writes it.
    let createdAt: String

    init(_ row: Row) throws {
        id = try row.decode("id")
        slug = try row.decode("slug")
        placement = Placement(
            server: try row.decode("server"), database: try row.decode("database_name"), role: try row.decode("role_name"))
        schema = TenantSchema(version: try row.decode("schema_version"), fingerprint: try row.decode("schema_fingerprint"))
        createdAt = try row.decode("created_at")
    }
}
