import Contracts
import FoundationEssentials
import Synchronization

/// Writes the files of an archive to their stage, all from one snapshot of the tenant's database.
struct StageWriter: Sendable {
    let dependencies: LifecycleDependencies
    let workspaces: (any WorkspaceArchiving)?
    let storage: any ArchiveStorage
    let stage: ArchiveStage
    let run: any JobRun
    let record: TenantRecord
    let password: Secret

    /// - Returns: the files in the order in which they are to stand in the archive.
    func write() async throws -> [String] {
        let members = try await writeMembers()
        // As the tenant's own role, whose sessions end when the tenant is cut off.
        let contents = try await dependencies.databases.on(run).administration.withTenantConnection(
            to: record.placement, password: password
        ) { connection in
            _ = try await connection.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return try await writeContents(connection)
        }
        let files = try await storage.files(in: stage)
        let manifest = try await manifest(contents, members: members, files: files)
        try await storage.write(ArchiveManifest.fileName, to: stage) { write in
            try await write(JSONWriter.encode(.object(manifest.json)) + Array("\n".utf8))
        }
        return [ArchiveManifest.fileName] + files.map(\.name)
    }

    private struct Contents: Sendable {
        let objects: [String: Int]
        let tables: [String: Int]
    }

    private func writeContents(_ connection: any DatabaseConnection) async throws -> Contents {
        guard let row = try await connection.query("SELECT pg_export_snapshot()").first else {
            throw DatabaseError.decoding(column: "pg_export_snapshot")
        }
        let snapshot: String = try row.decode(at: 0)
        let names = try await workspaces?.objects(on: connection) ?? []
        let total = Int64(names.count + 1)
        var objects: [String: Int] = [:]
        for (done, name) in names.enumerated() {
            try await run.report(JobProgress(done: Int64(done), total: total))
            objects[name] = try await write(name, on: connection)
        }
        try await run.report(JobProgress(done: total - 1, total: total))
        try await dump(snapshot)
        return Contents(objects: objects, tables: try await TableCounts.read(on: connection))
    }

    private func write(_ object: String, on connection: any DatabaseConnection) async throws -> Int {
        let count = Mutex(0)
        try await storage.write(ArchiveManifest.fileName(of: object), to: stage) { write in
            let written = try await workspaces?.write(object, on: connection, to: write) ?? 0
            count.withLock { $0 = written }
        }
        return count.withLock { $0 }
    }

    private func dump(_ snapshot: String) async throws {
        let login = DatabaseLogin(
            server: record.placement.server, database: record.placement.database,
            account: .role(record.placement.role, password: password), applicationName: JobSessions.name(of: run))
        try await dependencies.tools.dump(
            DatabaseDump(login: login, snapshot: snapshot), to: stage.path(of: ArchiveManifest.dumpName))
    }

    private func writeMembers() async throws -> Int {
        let members = try await dependencies.registry.withConnection { connection in
            try await dependencies.identity.members(of: record.id, on: connection)
        }
        try await storage.write(ArchiveManifest.membersName, to: stage) { write in
            for member in members { try await write(JSONWriter.encode(member.json) + Array("\n".utf8)) }
        }
        return members.count
    }

    private func manifest(_ contents: Contents, members: Int, files: [ArchivedFile]) async throws -> ArchiveManifest {
        guard let tenant = try await dependencies.directory.tenant(record.id) else { throw LifecycleError.unknownTenant }
        return try await dependencies.registry.withConnection { connection in
            let now = try await connection.query(
                "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")
            guard let schema = try await dependencies.tenants.schema(of: record.id, on: connection), let row = now.first else {
                throw LifecycleError.unknownTenant
            }
            return ArchiveManifest(
                tenant: tenant, createdAt: try row.decode(at: 0), schema: schema, objects: contents.objects,
                tables: contents.tables, members: members, files: files)
        }
    }
}

extension TenantMember {
    fileprivate var json: JSONValue {
        [
            "account_id": .string(account.canonical), "email": .string(email), "role": .string(role.rawValue),
            "joined_at": .string(joinedAt),
        ]
    }
}
