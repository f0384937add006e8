import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct RoleBookTests {
    private static let role = UUID()
    private static let account = UUID()
    private static let closed = CustomRole(rights: .init(read: true, update: false, softDelete: false, destroy: false))
    private static let book = RoleBook(roles: [role: closed], members: [account: role])

    private static func user(_ account: UUID, _ role: TenantRole = .member) -> TenantPrincipal {
        .user(
            UserPrincipal(accountID: account, email: "ada@example.com", tenantID: .random(), role: role, sessionID: UUID()))
    }

    private static func key(_ custom: UUID?) -> TenantPrincipal {
        .apiKey(APIKeyPrincipal(keyID: UUID(), name: "A", tenantID: .random(), role: .member, customRoleID: custom))
    }

    private func mayWrite(_ principal: TenantPrincipal) -> Bool {
        Self.book.permissions(of: principal).allows(.create, on: .sample)
    }

    @Test func whoHasARoleIsNarrowed() {
        #expect(!mayWrite(Self.user(Self.account)))
        #expect(!mayWrite(Self.user(Self.account, .admin)))
        #expect(!mayWrite(Self.key(Self.role)))
    }

    @Test func whoHasNoneIsNot() {
        #expect(mayWrite(Self.user(UUID())))
        #expect(mayWrite(Self.key(nil)))
        #expect(mayWrite(Self.user(Self.account, .owner)))
    }

    @Test func aRoleThatIsNotThereLeavesNothing() {
        #expect(!Self.book.permissions(of: Self.key(UUID())).allows(.read, on: .sample))
    }
}
