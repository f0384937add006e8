import Contracts
import FoundationEssentials

/// Enters moves, and sees those through that somebody waits for.
struct TenantMover: TenantMoving {
    static let movedStates: Set<TenantStatus> = [.active, .suspended]

    let dependencies: LifecycleDependencies
    let upstreams: (any TenantUpstreams)?

    func enqueue(_ tenant: TenantID, to server: String, actor: String) async throws -> UUID {
        let order = try await enter(tenant, to: server, .queued, actor: actor)
        dependencies.jobs.wake()
        return order.id
    }

    func move(_ tenant: TenantID, to server: String, actor: String) async throws {
        let order = try await enter(tenant, to: server, .claimed, actor: actor)
        do {
            try await dependencies.jobs.run(order, lending: nil)
        } catch let failure as JobFailure {
            throw failure.reason
        }
    }

    /// Whether no other program connects to the tenant's database by itself. One that was adopted has another program's schema, and that
    /// program in it.
    func isMovable(_ tenant: TenantID, schemaVersion: Int) async throws -> Bool {
        guard schemaVersion > 0 else { return false }
        return try await upstreams?.upstream(of: tenant) == nil
    }

    private func enter(
        _ tenant: TenantID, to server: String, _ start: JobStart, actor: String
    ) async throws -> JobOrder {
        let source = try await examine(tenant, server)
        let payload = MovePayload(
            from: source, to: Placement(server: server, database: source.database, role: source.role))
        let order = JobOrder(kind: TenantMove.kindName, tenant: tenant, payload: payload.json, requestedBy: actor)
        try await dependencies.registry.transaction { connection in
            guard let record = try await dependencies.tenants.lockedRecord(of: tenant, on: connection) else {
                throw LifecycleError.unknownTenant
            }
            try Self.require(record)
            guard record.placement == source else { throw MoveError.changeRunning }
            try await TenantChanges(jobs: dependencies.jobs).requireNone(of: tenant, on: connection)
            guard try await dependencies.placement.takePlace(on: server, within: connection) else { throw MoveError.noPlace }
            try await dependencies.jobs.enter(order, start, on: connection)
            let entry = AuditEntry(
                actor: actor, action: "tenant.move_started", tenant: tenant, details: JSONObject(payload.places))
            try await dependencies.audit.record(entry, on: connection)
        }
        return order
    }

    /// What can be told before the tenant's row is locked.
    private func examine(_ tenant: TenantID, _ server: String) async throws -> Placement {
        let (record, schema) = try await dependencies.registry.withConnection { connection in
            (
                try await dependencies.tenants.record(of: tenant, on: connection),
                try await dependencies.tenants.schema(of: tenant, on: connection)
            )
        }
        guard let record, let schema else { throw LifecycleError.unknownTenant }
        try Self.require(record)
        guard record.placement.server != server else { throw MoveError.alreadyThere }
        guard try await isMovable(tenant, schemaVersion: schema.version) else { throw MoveError.notMovable }
        try await dependencies.databases.requireApart(record.placement.server, server)
        return record.placement
    }

    private static func require(_ record: TenantRecord) throws(MoveError) {
        guard movedStates.contains(record.status) else { throw .wrongStatus(record.status) }
    }
}
