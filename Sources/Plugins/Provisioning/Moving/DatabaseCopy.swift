import Contracts
import FoundationEssentials

/// Makes a tenant's database on another server, in place of what an earlier attempt left there, while the tenant goes on using its own.
struct DatabaseCopy: Sendable {
    private let run: any JobRun
    private let dependencies: LifecycleDependencies
    private let databases: TenantDatabases
    private let source: Placement
    private let target: Placement

    init(_ run: any JobRun, _ dependencies: LifecycleDependencies) throws {
        let payload = try MovePayload(run.payload)
        self.run = run
        self.dependencies = dependencies
        databases = dependencies.databases.on(run)
        (source, target) = (payload.source, payload.target)
    }

    /// Indexes, keys and triggers come when the rows are there: they cost less then, and triggers see no row come.
    func make() async throws {
        let payload = MovePayload(from: source, to: target)
        let traits = try await databases.administration.withConnection(server: source.server, database: source.database) {
            connection in
            try await DatabaseTraits(of: source, on: connection)
        }
        try await makeEmpty(traits)
        let file = try ScratchFile()
        defer { file.remove() }
        try await dependencies.tools.dump(DatabaseDump(login: login(to: source), contents: .schema), to: file.path)
        try await restore([.preData], from: file)
        try await databases.withTwins(payload) { twins in
            try await twins.fill { done, total in try await run.report(JobProgress(done: Int64(done), total: Int64(total))) }
        }
        try await restore([.postData], from: file)
        try await databases.withTwins(payload) { twins in
            try await twins.target.execute(script: traits.completion(of: target))
            try await twins.target.execute(script: "VACUUM (ANALYZE)")
        }
    }

    private func makeEmpty(_ traits: DatabaseTraits) async throws {
        let (database, role) = (SQLIdentifier.quote(target.database), SQLIdentifier.quote(target.role))
        try await databases.administer(target.server) { admin in
            try await databases.lock(target, on: admin)
            try await admin.execute(script: "DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
            try await admin.execute(script: traits.creation(of: target))
            try await admin.execute(
                script: "REVOKE ALL ON DATABASE \(database) FROM PUBLIC; ALTER DATABASE \(database) ALLOW_CONNECTIONS true")
        }
        try await databases.administration.withConnection(server: target.server, database: target.database) { admin in
            for (name, schema) in traits.extensions {
                let schema = SQLIdentifier.quote(schema)
                try await admin.execute(
                    script: """
                        CREATE SCHEMA IF NOT EXISTS \(schema);
                        CREATE EXTENSION IF NOT EXISTS \(SQLIdentifier.quote(name)) SCHEMA \(schema)
                        """)
            }
            // Last, as the schema is its to give away who owns the database.
            if traits.ownsPublic { try await admin.execute(script: "ALTER SCHEMA public OWNER TO \(role)") }
            try await admin.execute(script: "ALTER DATABASE \(database) OWNER TO \(role)")
        }
    }

    private func restore(_ sections: Set<DatabaseRestoration.Section>, from file: ScratchFile) async throws {
        try await dependencies.tools.restore(
            DatabaseRestoration(login: login(to: target), sections: sections, role: target.role, omitsExtensions: true),
            from: file.path)
    }

    private func login(to placement: Placement) -> DatabaseLogin {
        DatabaseLogin(
            server: placement.server, database: placement.database, account: .administrator,
            applicationName: JobSessions.name(of: run))
    }
}
