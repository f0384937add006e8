import Contracts
import FoundationEssentials
import Synchronization
import Testing

@testable import AuthPlugin

@Suite struct SessionDirectoryTests {
    private static let claims = AccessClaims(
        accountID: UUID(), email: "ada@example.com", tenantID: .random(), role: .member, sessionID: UUID())

    private static func open(_ role: TenantRole) -> SessionState {
        .open(
            UserPrincipal(
                accountID: claims.accountID, email: claims.email, tenantID: claims.tenantID, role: role, sessionID: claims.sessionID
            ))
    }

    @Test func aSessionIsReadOnceHoweverManyAskAtOnce() async throws {
        let reads = Atomic(0)
        let gate = IdentityGate()
        let directory = SessionDirectory(capacity: 100) { _ in
            reads.add(1, ordering: .relaxed)
            await gate.passage()
            return Self.open(.member)
        }
        try await withThrowingTaskGroup(of: SessionState.self) { group in
            for _ in 0..<50 { group.addTask { try await directory.session(Self.claims) } }
            await gate.open()
            for try await state in group { #expect(state == Self.open(.member)) }
        }
        #expect(reads.load(ordering: .relaxed) == 1)
    }

    @Test(arguments: [
        RegistryChange.session(claims.sessionID), .account(claims.accountID), .tenant(claims.tenantID), nil,
    ])
    func aChangeIsSeenByTheNextRequest(change: RegistryChange?) async throws {
        let role = Mutex(TenantRole.member)
        let directory = SessionDirectory(capacity: 100) { _ in Self.open(role.withLock { $0 }) }
        _ = try await directory.session(Self.claims)
        #expect(directory.sessionInMemory(Self.claims) == Self.open(.member))
        role.withLock { $0 = .viewer }
        directory.invalidate(change)
        #expect(directory.sessionInMemory(Self.claims) == nil)
        #expect(try await directory.session(Self.claims) == Self.open(.viewer))
    }

    @Test func aChangeOfAnotherSessionCostsNoQuery() async throws {
        let reads = Atomic(0)
        let directory = SessionDirectory(capacity: 100) { _ in
            reads.add(1, ordering: .relaxed)
            return Self.open(.member)
        }
        _ = try await directory.session(Self.claims)
        for change in [RegistryChange.session(UUID()), .account(UUID()), .tenant(.random()), .operatorKey(UUID())] {
            directory.invalidate(change)
        }
        _ = try await directory.session(Self.claims)
        #expect(reads.load(ordering: .relaxed) == 1)
    }

    @Test func whatWasReadBeforeAChangeIsNotKeptAfterIt() async throws {
        let gate = IdentityGate()
        let reads = Atomic(0)
        let directory = SessionDirectory(capacity: 100) { _ in
            guard reads.add(1, ordering: .relaxed).newValue == 1 else { return .ended }
            await gate.passage()
            return Self.open(.member)
        }
        async let slow = directory.session(Self.claims)
        await gate.waiting()
        directory.invalidate(.session(Self.claims.sessionID))
        #expect(try await directory.session(Self.claims) == .ended)
        await gate.open()
        _ = try await slow
        #expect(try await directory.session(Self.claims) == .ended)
    }

    @Test func aReadThatFailsFailsNobodyElse() async throws {
        let gate = IdentityGate()
        let reads = Atomic(0)
        let directory = SessionDirectory(capacity: 100) { _ in
            guard reads.add(1, ordering: .relaxed).newValue == 1 else { return Self.open(.member) }
            await gate.passage()
            throw DatabaseError.cancelled
        }
        let first = Task { try await directory.session(Self.claims) }
        await gate.waiting()
        async let second = directory.session(Self.claims)
        await gate.open()
        await #expect(throws: DatabaseError.cancelled) { try await first.value }
        #expect(try await second == Self.open(.member))
    }
}
