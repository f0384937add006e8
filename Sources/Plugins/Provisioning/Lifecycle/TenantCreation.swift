import Contracts
import Logging

/// How a tenant is created: the steps of the job `tenant.create`. What fails has all of it undone.
struct TenantCreation: Sendable {
    static let kindName = "tenant.create"
    /// The mark of a tenant's database from the moment it is seeded.
    private static let seededMark = "seeded by tenant-manager"

    let dependencies: LifecycleDependencies

    /// What `JobQueue.run` is lent: the hash of the owner's password, which is made while the server makes the database, as each takes
    /// a core for a while.
    typealias PendingHash = Task<String, any Error>

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered(CreationStep.reserve.rawValue, undo: .inTransaction(freeNames)),
                JobStep(CreationStep.createDatabase.rawValue, .repeatable(createDatabase), undo: .repeatable(removeDatabase)),
                JobStep(CreationStep.secureDatabase.rawValue, .repeatable(secureDatabase)),
                JobStep(CreationStep.seed.rawValue, .repeatable(seed)),
                JobStep(CreationStep.setPassword.rawValue, .repeatable(setPassword)),
                JobStep(CreationStep.activate.rawValue, .inTransaction(activate)),
            ],
            resume: requirePassword, turnRound: markAsFailed, report: Self.report)
    }

    /// The password itself is kept nowhere, so only a creation whose owner's hash is stored can be finished by anybody else.
    private func requirePassword(_ run: any JobRun) async throws {
        let owner = try CreationPayload(run.payload).owner
        let isSet = try await dependencies.registry.withConnection { connection in
            try await dependencies.identity.hasPassword(owner, on: connection)
        }
        guard isSet else { throw PasswordLost() }
    }

    private func createDatabase(_ run: any JobRun) async throws {
        // Out of the stock it comes ready.
        guard try !CreationPayload(run.payload).isReady else { return }
        let (placement, password) = try await place(of: run)
        let databases = dependencies.databases.on(run)
        try await databases.administer(placement.server) { admin in
            try await databases.createRole(placement, verifier: password.scramVerifier(), on: admin)
            try await databases.createDatabase(placement, on: admin)
        }
    }

    private func secureDatabase(_ run: any JobRun) async throws {
        guard try !CreationPayload(run.payload).isReady else { return }
        try await dependencies.databases.on(run).secure(try await place(of: run).placement)
    }

    /// The mark is set in the same transaction, so that a database is never seeded twice.
    private func seed(_ run: any JobRun) async throws {
        let (placement, password) = try await place(of: run)
        let payload = try CreationPayload(run.payload)
        let owner = payload.newOwner(of: try run.tenantID)
        let seeders = dependencies.seeders
        try await dependencies.databases.on(run).administration.withTenantConnection(to: placement, password: password.secret) {
            connection in
            try await connection.transaction { connection in
                guard try await Self.mark(placement.database, on: connection) else { return }
                if !payload.isReady {
                    for seeder in seeders { try await seeder.prepare(owner.tenant, on: connection) }
                }
                for seeder in seeders { try await seeder.seed(owner, on: connection) }
            }
        }
    }

    /// - Returns: false when the database bears the mark already.
    private static func mark(_ database: String, on connection: any DatabaseConnection) async throws -> Bool {
        let marked = try await connection.query(
            """
            SELECT FROM pg_database WHERE datname = \(database) AND shobj_description(oid, 'pg_database') = \(seededMark)
            """)
        guard marked.isEmpty else { return false }
        try await connection.execute(
            script: "COMMENT ON DATABASE \(SQLIdentifier.quote(database)) IS \(SQLIdentifier.literal(seededMark))")
        return true
    }

    private func setPassword(_ run: any JobRun) async throws {
        // Without one in the making, the password was there before the job went on.
        guard let pending = run.lent as? PendingHash else { return }
        let hash = try await pending.value
        let owner = try CreationPayload(run.payload).owner
        try await run.transaction { connection in
            try await dependencies.identity.setPassword(hash: hash, of: owner, on: connection)
        }
    }

    private func activate(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let tenant = try run.tenantID
        let plan = try CreationPayload(run.payload).plan
        try await dependencies.applications.discard(tenant, on: connection)
        _ = try await dependencies.tenants.transition(tenant, from: [.pending], to: .active, reason: nil, on: connection)
        let entry = AuditEntry(
            actor: run.requestedBy, action: "tenant.created", tenant: tenant,
            details: JSONObject([JSONMember("plan", .string(plan))]))
        try await dependencies.audit.record(entry, on: connection)
        try await dependencies.changes.publish(.tenant(tenant), on: connection)
    }

    func place(of run: any JobRun) async throws -> (placement: Placement, password: RolePassword) {
        let tenant = try run.tenantID
        return try await dependencies.registry.withConnection { connection in
            guard let record = try await dependencies.tenants.record(of: tenant, on: connection) else {
                throw LifecycleError.unknownTenant
            }
            let secret = try await dependencies.tenants.password(of: tenant, on: connection)
            return (record.placement, RolePassword(secret: secret, cryptography: dependencies.cryptography))
        }
    }
}

/// How it is undone.
extension TenantCreation {
    func markAsFailed(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        _ = try await failedTenant(run, on: connection)
    }

    func removeDatabase(_ run: any JobRun) async throws {
        let failed = try await run.transaction { try await failedTenant(run, on: $0) }
        if let failed { try await dependencies.databases.on(run).remove(failed.placement) }
    }

    /// One that an operator has approved keeps its names, and waits again.
    func freeNames(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        guard let failed = try await failedTenant(run, on: connection) else { return }
        guard try await dependencies.applications.find(failed.id, on: connection) == nil else {
            return try await dependencies.tenants.awaitApproval(of: failed.id, on: connection)
        }
        _ = try await dependencies.identity.eraseMemberships(of: failed.id, on: connection)
        try await dependencies.tenants.discard(failed.id, on: connection)
    }

    /// The tenant, marked as failed; nil when it is not the job's to undo: it has no row, or an operator has begun to delete it, or a
    /// host of an earlier version, which knows no jobs, has made it after all.
    private func failedTenant(_ run: any JobRun, on connection: any DatabaseConnection) async throws -> TenantRecord? {
        do {
            return try await dependencies.tenants.transition(
                run.tenantID, from: [.pending, .failed], to: .failed, reason: nil, on: connection)
        } catch LifecycleError.unknownTenant {
            return nil
        } catch LifecycleError.invalidTransition {
            return nil
        }
    }

    /// What the caller learns: that its own time was up, that the server is away, or which step failed.
    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case DatabaseError.deadlineExceeded, DatabaseError.cancelled, is CancellationError, is PasswordHasherError: error
        case DatabaseError.connectFailed, is ServerError: LifecycleError.noServer
        default: LifecycleError.creationFailed(step: step)
        }
    }
}

/// The host that took the sign-up is gone, and with it the owner's password.
private struct PasswordLost: Error {}

extension JobRun {
    /// The tenant that every job of the lifecycle has.
    var tenantID: TenantID {
        get throws {
            guard let tenant else { throw LifecycleError.unknownTenant }
            return tenant
        }
    }
}
