import Contracts
import FoundationEssentials
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct APIKeyDirectoryTests {
    private static let claims = APIKeyClaims(keyID: UUID(), tenantID: .random())

    private static func usable(_ role: TenantRole) -> APIKeyState {
        .usable(APIKeyPrincipal(keyID: claims.keyID, name: "A", tenantID: claims.tenantID, role: role))
    }

    @Test(arguments: [RegistryChange.apiKey(claims.keyID), .tenant(claims.tenantID), nil])
    func aChangeIsSeenByTheNextRequest(change: RegistryChange?) async throws {
        let state = Mutex(Self.usable(.member))
        let directory = APIKeyDirectory(capacity: 100) { _ in state.withLock { $0 } }
        #expect(try await directory.key(Self.claims) == Self.usable(.member))
        state.withLock { $0 = .revoked }
        directory.invalidate(change)
        #expect(try await directory.key(Self.claims) == .revoked)
    }

    @Test func aRevokedKeyThatComesAgainCostsNoQuery() async throws {
        let reads = Atomic(0)
        let directory = APIKeyDirectory(capacity: 100) { _ in
            reads.add(1, ordering: .relaxed)
            return .revoked
        }
        for _ in 0..<5 { #expect(try await directory.key(Self.claims) == .revoked) }
        for change in [RegistryChange.apiKey(UUID()), .account(UUID()), .session(UUID()), .tenant(.random())] {
            directory.invalidate(change)
        }
        _ = try await directory.key(Self.claims)
        #expect(reads.load(ordering: .relaxed) == 1)
    }
}
