import Contracts
import FoundationEssentials

/// Enters evacuations, and says what is left to be moved.
struct ServerEvacuator: ServerEvacuation {
    let dependencies: LifecycleDependencies
    let mover: TenantMover
    let plans: PlanCatalogue
    let store = EvacuationStore()

    func enter(_ order: EvacuationOrder, _ start: JobStart, actor: String) async throws -> JobOrder {
        let standing = try await requireDraining(order.server)
        if let target = order.target { try await requireOpen(target) }
        let movable = try await movableResidents(of: order.server)
        guard try await route(order, standing).leadsSomewhere(forPlans: Set(movable.map(\.plan))) else {
            throw EvacuationError.nowhereToGo(order.server)
        }
        let payload = EvacuationPayload(order: order, total: movable.count)
        let job = JobOrder(kind: EvacuationJob.kindName, tenant: nil, payload: payload.json, requestedBy: actor)
        let details = JSONObject([
            JSONMember("server", .string(order.server)), JSONMember("job", .string(job.id.canonical)),
            JSONMember("tenants", .integer(movable.count)),
        ])
        try await dependencies.registry.transaction { connection in
            try await dependencies.jobs.enter(job, start, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "server.evacuation_begun", details: details), on: connection)
        }
        return job
    }

    func remaining(on server: String, limit: Int) async throws -> (tenants: [RemainingTenant], total: Int) {
        let residents = try await dependencies.registry.withConnection { connection in
            _ = try await store.standing(of: server, on: connection)
            return try await store.residents(of: server, on: connection)
        }
        var tenants: [RemainingTenant] = []
        for resident in residents.prefix(limit) {
            tenants.append(
                RemainingTenant(
                    id: resident.id, slug: resident.slug, status: resident.status, obstacle: try await obstacle(of: resident)))
        }
        return (tenants, residents.count)
    }

    /// - Throws: `EvacuationError.notDraining`, `ServerError.unknownServer`.
    @discardableResult
    func requireDraining(_ server: String) async throws -> EvacuationStore.Standing {
        let standing = try await dependencies.registry.withConnection { try await store.standing(of: server, on: $0) }
        guard standing.state == .draining else { throw EvacuationError.notDraining(server, standing.state) }
        return standing
    }

    /// The tenants of the server that a move would take.
    func movableResidents(of server: String) async throws -> [EvacuationStore.Resident] {
        var movable: [EvacuationStore.Resident] = []
        for resident in try await dependencies.registry.withConnection({ try await store.residents(of: server, on: $0) })
        where try await standingObstacle(of: resident) == nil {
            movable.append(resident)
        }
        return movable
    }

    func route(_ order: EvacuationOrder, _ standing: EvacuationStore.Standing) -> EvacuationRoute {
        EvacuationRoute(placement: dependencies.placement, plans: plans, order: order, region: standing.region)
    }

    private func requireOpen(_ target: String) async throws {
        let standing = try await dependencies.registry.withConnection { try await store.standing(of: target, on: $0) }
        guard standing.state == .open else { throw MoveError.noPlace }
    }

    /// What keeps a tenant where it is, whoever asks.
    private func standingObstacle(of resident: EvacuationStore.Resident) async throws -> ErrorCode? {
        guard TenantMover.movedStates.contains(resident.status) else { return .invalidTransition }
        return try await mover.isMovable(resident.id, schemaVersion: resident.schemaVersion) ? nil : .tenantNotMovable
    }

    private func obstacle(of resident: EvacuationStore.Resident) async throws -> String? {
        if let code = try await standingObstacle(of: resident) { return code.rawValue }
        let filter = JobFilter(kind: TenantMove.kindName, tenant: resident.id)
        let last = try await dependencies.jobs.list(filter, after: nil, limit: 1).page.first
        return last?.state == .failed ? last?.error?.code : nil
    }
}
