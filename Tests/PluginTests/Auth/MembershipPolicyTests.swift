import Contracts
import Testing

@testable import AuthPlugin

@Suite struct MembershipPolicyTests {
    @Test(arguments: [TenantRole.viewer, .member])
    func whoDoesNotManageMayChangeNobody(actor: TenantRole) {
        #expect(throws: AuthError.roleTooLow) { try MembershipPolicy.checkAddition(by: actor, as: .viewer) }
        #expect(throws: AuthError.roleTooLow) {
            try MembershipPolicy.checkChange(by: actor, from: .member, to: .viewer, owners: 2)
        }
    }

    @Test func anAdministratorMayNotTouchOrMakeOwners() {
        #expect(throws: AuthError.roleTooLow) { try MembershipPolicy.checkAddition(by: .admin, as: .owner) }
        #expect(throws: AuthError.roleTooLow) { try MembershipPolicy.checkChange(by: .admin, from: .admin, to: .owner, owners: 2) }
        #expect(throws: AuthError.roleTooLow) { try MembershipPolicy.checkChange(by: .admin, from: .owner, to: .admin, owners: 2) }
        #expect(throws: AuthError.roleTooLow) { try MembershipPolicy.checkChange(by: .admin, from: .owner, to: nil, owners: 2) }
    }

    @Test(arguments: [TenantRole.admin, .viewer, nil])
    func theLastOwnerStays(role: TenantRole?) {
        #expect(throws: AuthError.lastOwner) { try MembershipPolicy.checkChange(by: .owner, from: .owner, to: role, owners: 1) }
        #expect(throws: Never.self) { try MembershipPolicy.checkChange(by: .owner, from: .owner, to: role, owners: 2) }
    }

    @Test func anAdministratorManagesEveryoneElse() {
        #expect(throws: Never.self) { try MembershipPolicy.checkAddition(by: .admin, as: .admin) }
        #expect(throws: Never.self) { try MembershipPolicy.checkChange(by: .admin, from: .admin, to: .viewer, owners: 1) }
        #expect(throws: Never.self) { try MembershipPolicy.checkChange(by: .admin, from: .viewer, to: nil, owners: 1) }
    }
}
