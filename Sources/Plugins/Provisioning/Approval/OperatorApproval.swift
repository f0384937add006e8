import Contracts

/// Sign-ups that an operator approves or rejects. Until then a tenant is its names and its owner's account, and nobody gets in.
struct OperatorApproval: TenantApproval {
    let dependencies: LifecycleDependencies
    let reservations: TenantReservations
    let creation: TenantCreation
    let gate: CreationGate

    /// Enters a sign-up. All that is known of the owner is kept now, the password as its hash, so that nothing is asked again.
    func apply(_ order: TenantOrder) async throws -> CreatedTenant {
        try await reservations.check(order.slug)
        let hash = try await dependencies.identity.hash(order.ownerPassword)
        let (draft, reserved) = try await reservations.apply(order) { reserved, connection in
            let owner = reserved.owner
            try await dependencies.identity.setPassword(hash: hash, of: owner.accountID, on: connection)
            try await dependencies.applications.enter(owner, on: connection)
            try await record("tenant.approval_requested", of: owner.tenant, by: order.actor, on: connection)
        }
        return CreatedTenant(
            tenant: Tenant(
                id: draft.id, slug: reserved.slug, name: order.organizationName, plan: order.plan, status: .pending,
                placement: draft.placement),
            ownerAccount: reserved.owner.accountID)
    }

    func approve(_ tenant: TenantID, actor: String) async throws {
        try await gate.pass {
            let placement = dependencies.names.placement(of: tenant, on: try await reservations.server())
            let password = RolePassword.random(dependencies.cryptography)
            let build = TenantBuild(
                placement: placement, password: password.secret, schema: dependencies.databases.template.schema)
            let application = try await dependencies.registry.transaction { connection in
                // The guard is here: of two operators at once the second is told that the first was faster.
                try await dependencies.tenants.approve(tenant, build, on: connection)
                try await record("tenant.approved", of: tenant, by: actor, on: connection)
                guard let application = try await dependencies.applications.find(tenant, on: connection) else {
                    throw LifecycleError.notAwaitingApproval
                }
                return application
            }
            let draft = TenantDraft(
                id: tenant, plan: application.plan, actor: actor, placement: placement, password: password, isReady: false)
            try await creation.finish(draft, application.owner) { nil }
        }
    }

    func reject(_ tenant: TenantID, actor: String) async throws {
        try await dependencies.registry.transaction { connection in
            try await dependencies.tenants.reject(tenant, on: connection)
            _ = try await dependencies.identity.eraseMemberships(of: tenant, on: connection)
            try await dependencies.tenants.discard(tenant, on: connection)
            try await record("tenant.rejected", of: tenant, by: actor, on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
        }
    }

    private func record(
        _ action: String, of tenant: TenantID, by actor: String, on connection: any DatabaseConnection
    ) async throws {
        try await dependencies.audit.record(AuditEntry(actor: actor, action: action, tenant: tenant), on: connection)
    }
}
