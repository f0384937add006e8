internal import Contracts
internal import FoundationEssentials

/// An account as a sign-in needs it, with every organization it belongs to.
struct LoginCandidate: Sendable {
    let account: UUID
    /// Nil as long as the account has no password.
    let passwordHash: String?
    let memberships: [Membership]

    struct Membership: Sendable, Equatable {
        let organization: OrganizationChoice
        let status: TenantStatus
    }

    /// The membership that a sign-in is for.
    ///
    /// - Parameters:
    ///   - named: the organization that the client named, by slug or identity.
    ///   - hostTenant: the one that the request's host name belongs to; both must agree.
    /// - Throws: `AuthError.invalidCredentials` when no membership fits, `.organizationRequired` when several do.
    func membership(named: OrganizationName?, hostTenant: TenantID?) throws(AuthError) -> Membership {
        let fitting = memberships.filter { membership in
            let organization = membership.organization
            return named.map { $0.matches(organization) } ?? true && hostTenant.map { $0 == organization.tenant } ?? true
        }
        guard let first = fitting.first else { throw .invalidCredentials }
        guard fitting.count == 1 else { throw .organizationRequired(fitting.map(\.organization)) }
        return first
    }
}

/// How a client names an organization.
enum OrganizationName: Sendable, Equatable {
    case id(TenantID)
    case slug(Slug)

    /// Nil for what is neither an identity nor a slug.
    init?(_ text: String) {
        if let id = TenantID(text) {
            self = .id(id)
        } else if let slug = Slug(text.lowercased()) {
            self = .slug(slug)
        } else {
            return nil
        }
    }

    func matches(_ organization: OrganizationChoice) -> Bool {
        switch self {
        case .id(let id): id == organization.tenant
        case .slug(let slug): slug == organization.slug
        }
    }
}
