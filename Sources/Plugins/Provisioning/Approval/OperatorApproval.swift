import Contracts

/// Sign-ups that an operator approves or rejects. Until then a tenant is its names and its owner's account, and nobody gets in.
struct OperatorApproval: TenantApproval {
    let dependencies: LifecycleDependencies
    let reservations: TenantReservations
    let plans: PlanCatalogue
    let gate: CreationGate

    /// Enters a sign-up. All that is known of the owner is kept now, the password as its hash, so that nothing is asked again.
    func apply(_ order: TenantOrder) async throws -> CreatedTenant {
        let draft = try await reservations.draft(order)
        let hash = try await dependencies.identity.hash(order.ownerPassword)
        return try await reservations.apply(draft, passwordHash: hash)
    }

    func approve(_ tenant: TenantID, actor: String) async throws {
        try await gate.pass {
            let job = try await reservations.placing(on: try await servers(for: tenant)) { server in
                let build = TenantBuild(
                    placement: dependencies.names.placement(of: tenant, on: server),
                    password: RolePassword.random(dependencies.cryptography).secret,
                    schema: dependencies.databases.template.schema)
                return try await dependencies.registry.transaction { connection in
                    try await reservations.takePlace(on: server, within: connection)
                    return try await enter(tenant, build, actor, on: connection)
                }
            }
            do {
                try await dependencies.jobs.run(job, lending: nil)
            } catch let failure as JobFailure {
                throw failure.reason
            }
        }
    }

    func reject(_ tenant: TenantID, actor: String) async throws {
        try await dependencies.registry.transaction { connection in
            try await dependencies.tenants.reject(tenant, on: connection)
            _ = try await dependencies.identity.eraseMemberships(of: tenant, on: connection)
            try await dependencies.tenants.discard(tenant, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.rejected", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
        }
    }

    /// Those that may take the tenant, as it wanted to be placed when it signed up.
    private func servers(for tenant: TenantID) async throws -> [String] {
        let application = try await dependencies.registry.withConnection { connection in
            guard try await dependencies.tenants.record(of: tenant, on: connection) != nil else {
                throw LifecycleError.unknownTenant
            }
            return try await dependencies.applications.find(tenant, on: connection)
        }
        guard let application else { throw LifecycleError.notAwaitingApproval }
        return try await dependencies.placement.candidates(
            for: PlacementWish(region: application.region, plan: plans.held(application.plan)))
    }

    /// The guard is here: of two operators at once the second is told that the first was faster.
    private func enter(
        _ tenant: TenantID, _ build: TenantBuild, _ actor: String, on connection: any DatabaseConnection
    ) async throws -> JobOrder {
        try await dependencies.tenants.approve(tenant, build, on: connection)
        try await dependencies.audit.record(
            AuditEntry(actor: actor, action: "tenant.approved", tenant: tenant), on: connection)
        guard let application = try await dependencies.applications.find(tenant, on: connection) else {
            throw LifecycleError.notAwaitingApproval
        }
        let owner = application.owner
        let payload = CreationPayload(
            owner: owner.accountID, email: owner.email, name: owner.name, plan: application.plan)
        let job = JobOrder(kind: TenantCreation.kindName, tenant: tenant, payload: payload.json, requestedBy: actor)
        try await dependencies.jobs.enter(job, .claimed, on: connection)
        return job
    }
}
