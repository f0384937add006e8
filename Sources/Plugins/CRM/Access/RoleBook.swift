import Contracts
import FoundationEssentials

/// The roles that a workspace made for itself, and the members who have one.
struct RoleBook: Sendable {
    let roles: [UUID: CustomRole]
    /// Roles by account.
    let members: [UUID: UUID]

    /// An owner answers for the workspace and is never narrowed, so that nobody can lock everybody out.
    func permissions(of principal: TenantPrincipal) -> Permissions {
        let given: UUID? =
            switch principal {
            case .user(let user): user.role == .owner ? nil : members[user.accountID]
            case .apiKey(let key): key.customRoleID
            }
        guard let given else { return Permissions(role: principal.role) }
        return Permissions(role: principal.role, narrowing: roles[given].map { .to($0) } ?? .toNothing)
    }
}
