import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct AuditExportTests {
    /// A registry with one tenant, and the lines of its export.
    private static func exported() async throws -> (ChainedRegistry, TenantID, [[UInt8]]) {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        for number in 0..<3 { try await registry.record("act.\(number)", by: "account:\(number)", of: tenant, "né \"x\"") }
        try await registry.record("platform.act")
        return (registry, tenant, try await registry.exportedLines())
    }

    private static func verify(_ registry: ChainedRegistry, _ lines: [[UInt8]]) async throws -> AuditVerifier.Summary {
        try await AuditVerifier(cryptography: registry.cryptography).verify(export: lines)
    }

    @Test func anExportHoldsByItself() async throws {
        let (registry, tenant, lines) = try await Self.exported()
        #expect(try await Self.verify(registry, lines) == AuditVerifier.Summary(entries: 5, chains: 2))
        let own = try await registry.exportedLines(of: tenant)
        #expect(try await Self.verify(registry, own) == AuditVerifier.Summary(entries: 4, chains: 1))
    }

    @Test func aLineThatWasChangedIsNamed() async throws {
        let (registry, tenant, lines) = try await Self.exported()
        let forged = lines.map { line in Array(String(decoding: line, as: UTF8.self).replacing("act.1", with: "act.9").utf8) }
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 3, fault: .altered)) {
            try await Self.verify(registry, forged)
        }
    }

    @Test func anExportThatBreaksOffIsNotTakenForWhole() async throws {
        let (registry, tenant, _) = try await Self.exported()
        let lines = try await registry.exportedLines(of: tenant)
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 3, fault: .endless)) {
            try await Self.verify(registry, Array(lines.prefix(3)))
        }
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 4, fault: .missing)) {
            try await Self.verify(registry, Array(lines.prefix(3)) + [lines[4]])
        }
    }

    @Test func aLineThatIsNoEntryIsNamed() async throws {
        let (registry, _, lines) = try await Self.exported()
        await #expect(throws: AuditBreak(chain: "", sequence: 2, fault: .unreadable)) {
            try await Self.verify(registry, [lines[0], Array("{}".utf8)])
        }
    }

    /// Whoever cuts off the end of a chain and mends its head leaves nothing in the registry that tells. An earlier export does.
    @Test func anEarlierExportShowsThatTheRegistryLostAnEnd() async throws {
        let (registry, tenant, lines) = try await Self.exported()
        let verifier = AuditVerifier(cryptography: registry.cryptography)
        #expect(try await verifier.verify(export: lines, against: registry.database).entries == 5)
        try await registry.tamper(
            """
            DELETE FROM audit_log WHERE tenant_id IS NOT NULL AND sequence = 4;
            UPDATE audit_chain c SET length = 3, head = (SELECT hash FROM audit_log a WHERE a.chain = c.chain AND sequence = 3)
                WHERE chain = '\(tenant)'
            """)
        #expect(try await registry.verifyLog().entries == 4)
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 4, fault: .notInRegistry)) {
            try await verifier.verify(export: lines, against: registry.database)
        }
    }

    @Test func theChainOfAnErasedTenantHoldsAndTellsNothing() async throws {
        let (registry, tenant, _) = try await Self.exported()
        _ = try await registry.erase(tenant)
        let lines = try await registry.exportedLines(of: tenant)
        #expect(try await Self.verify(registry, lines).entries == 5)
        let text = lines.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(!text.contains("Jane Doe") && !text.contains("account:") && text.contains("\"actor\":\"account\""))
        #expect(try await registry.verifyLog().entries == 6)
    }
}
