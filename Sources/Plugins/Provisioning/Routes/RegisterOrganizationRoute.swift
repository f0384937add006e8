import Contracts
import HTTPTypes

/// `POST /api/auth/register-organization`: an organization signs up and its owner is logged in.
struct RegisterOrganizationRoute: Sendable {
    private static let maxBodyBytes = 16 * 1024

    let isOpen: Bool
    let plans: PlanCatalogue
    let lifecycle: any TenantLifecycle
    let identity: any IdentityService

    var route: Route {
        Route(
            .post, "/api/auth/register-organization", .open { request, _ in try await register(request) },
            options: RouteOptions(maxBodyBytes: Self.maxBodyBytes))
    }

    private func register(_ request: Request) async throws -> Response {
        guard isOpen else { throw SignUpError.closed }
        let form = try RegistrationForm(request.jsonObject())
        let order = TenantOrder(
            organizationName: form.organizationName, slug: form.slug, plan: try plan(named: form.planName),
            ownerEmail: form.email, ownerPassword: form.password, ownerName: form.name, actor: "sign-up")
        if Preferences(request.fields).respondAsync {
            return ProvisioningStatusRoute.accepted(job: try await lifecycle.enqueue(order))
        }
        let created = try await lifecycle.create(order)
        let session = try await identity.openSession(account: created.ownerAccount, tenant: created.tenant.id)
        return Self.answer(created.tenant, session)
    }

    private func plan(named name: String?) throws(SignUpError) -> Plan {
        guard let name else { return plans.defaultPlan }
        guard let plan = plans[name] else { throw .planUnknown(name) }
        guard plan.isSelfService else { throw .planNotSelfService(name) }
        return plan
    }

    private static func answer(_ tenant: Tenant, _ session: SessionTokens) -> Response {
        var response = Response.success(
            [
                "tenant_id": .string(tenant.id.description),
                "slug": .string(tenant.slug.description),
                "status": .string(tenant.status.rawValue),
                "access_token": .string(session.accessToken),
                "token_type": "Bearer",
                "expires_in": .integer(session.expiresIn),
                "refresh_token": .string(session.refreshToken),
                "user": [
                    "id": .string(session.principal.accountID.canonical),
                    "email": .string(session.principal.email),
                    "role": .string(session.principal.role.rawValue),
                ],
            ], status: .created)
        // Where its members see what was made.
        response.fields[.location] = "/api/me"
        response.fields[.cacheControl] = "no-store"
        return response
    }
}
