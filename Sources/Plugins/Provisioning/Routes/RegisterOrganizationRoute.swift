import Contracts
import HTTPTypes

/// `POST /api/auth/register-organization`: an organization signs up and its owner is logged in, at once or after an operator's approval.
struct RegisterOrganizationRoute: Sendable {
    private static let maxBodyBytes = 16 * 1024
    private static let keyField = "Idempotency-Key"

    let isOpen: Bool
    let plans: PlanCatalogue
    let desk: SignUpDesk

    var route: Route {
        Route(
            .post, "/api/auth/register-organization", .open { request, _ in try await register(request) },
            options: RouteOptions(maxBodyBytes: Self.maxBodyBytes))
    }

    private func register(_ request: Request) async throws -> Response {
        guard isOpen else { throw SignUpError.closed }
        let key = try Self.key(of: request)
        let form = try RegistrationForm(request.jsonObject())
        let order = TenantOrder(
            organizationName: form.organizationName, slug: form.slug, plan: try plan(named: form.planName), region: form.region,
            ownerEmail: form.email, ownerPassword: form.password, ownerName: form.name, actor: "sign-up",
            attempt: try key?.attempt(at: form, desk.cryptography))
        let outcome = try await desk.register(order, isAwaited: !Preferences(request.fields).respondAsync)
        return outcome.response(to: form.email)
    }

    private static func key(of request: Request) throws(RequestFault) -> IdempotencyKey? {
        guard let name = HTTPField.Name(keyField), let text = request.fields[name] else { return nil }
        guard let key = IdempotencyKey(text) else {
            throw .invalid([FieldFault(field: keyField, message: IdempotencyKey.rule)])
        }
        return key
    }

    private func plan(named name: String?) throws(SignUpError) -> Plan {
        guard let name else { return plans.defaultPlan }
        guard let plan = plans[name] else { throw .planUnknown(name) }
        guard plan.isSelfService else { throw .planNotSelfService(name) }
        return plan
    }
}
