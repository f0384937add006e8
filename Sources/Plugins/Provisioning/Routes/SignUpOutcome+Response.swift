import Contracts
import FoundationEssentials
import HTTPTypes

extension SignUpOutcome {
    private static let repeated = HTTPField.Name("Idempotent-Replayed")

    /// 201 with the owner's tokens; 202 while an operator's approval is awaited, or a job is at work.
    func response(to email: EmailAddress) -> Response {
        var response =
            switch state {
            case .active(let tenant, let slug, let session): Self.active(tenant, slug, session)
            case .awaitingApproval(let tenant, let slug, let account):
                Self.awaitingApproval(tenant, slug, Self.user(account.canonical, email.description))
            case .leftToJob(let job): ProvisioningStatusRoute.accepted(job: job)
            }
        response.fields[.cacheControl] = "no-store"
        if isRepeated, let name = Self.repeated { response.fields[name] = "true" }
        return response
    }

    private static func active(_ tenant: TenantID, _ slug: Slug, _ session: SessionTokens) -> Response {
        var response = Response.success(
            [
                "tenant_id": .string(tenant.description), "slug": .string(slug.description),
                "status": .string(TenantStatus.active.rawValue),
                "access_token": .string(session.accessToken), "token_type": "Bearer", "expires_in": .integer(session.expiresIn),
                "refresh_token": .string(session.refreshToken),
                "user": user(session.principal.accountID.canonical, session.principal.email),
            ], status: .created)
        // Where its members see what was made.
        response.fields[.location] = "/api/me"
        return response
    }

    private static func awaitingApproval(_ tenant: TenantID, _ slug: Slug, _ user: JSONValue) -> Response {
        .success(
            [
                "tenant_id": .string(tenant.description), "slug": .string(slug.description),
                "status": .string(TenantStatus.pending.rawValue), "awaiting_approval": true, "user": user,
                "next": "An operator looks at the sign-up. Once it is approved, log in with the e-mail address and the password.",
            ], status: .accepted)
    }

    private static func user(_ id: String, _ email: String) -> JSONValue {
        ["id": .string(id), "email": .string(email), "role": .string(TenantRole.owner.rawValue)]
    }
}
