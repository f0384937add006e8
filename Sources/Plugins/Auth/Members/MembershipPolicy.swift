internal import Contracts

/// Who may give which role to whom within one organization.
enum MembershipPolicy {
    /// - Parameters:
    ///   - actor: the role of whoever asks, as the registry has it now.
    ///   - role: the role to give to a new member.
    static func checkAddition(by actor: TenantRole, as role: TenantRole) throws(AuthError) {
        guard actor >= .admin, role < .owner || actor == .owner else { throw .roleTooLow }
    }

    /// - Parameters:
    ///   - target: the role that the member has.
    ///   - role: the role to give to it; nil takes the membership away.
    ///   - owners: how many owners the organization has.
    static func checkChange(by actor: TenantRole, from target: TenantRole, to role: TenantRole?, owners: Int) throws(AuthError) {
        let touchesOwner = target == .owner || role == .owner
        guard actor >= .admin, !touchesOwner || actor == .owner else { throw .roleTooLow }
        if target == .owner, role != .owner, owners <= 1 { throw .lastOwner }
    }
}
