import Contracts
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct AuditChainTests {
    private static func platformBreak(_ sequence: Int64, _ fault: AuditBreak.Fault) -> AuditBreak {
        AuditBreak(chain: ChainHash.platformChain, sequence: sequence, fault: fault)
    }

    @Test func theRegistryHashesAsTheProgramDoes() async throws {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        try await registry.record("tenant.suspended", by: "operator:ops", of: tenant, "unpaid – \"né\"\\ \u{1F600}")
        for action in ["a", "b", "c"] { try await registry.record(action) }
        #expect(try await registry.verifyLog() == AuditVerifier.Summary(entries: 5, chains: 2))
    }

    /// What is done to the third of five entries of the platform's chain, and what is said of it.
    @Test(arguments: [
        ("at = at + interval '1 microsecond'", 3, AuditBreak.Fault.altered),
        ("actor = 'operator:eve'", 3, .altered),
        ("action = 'tenant.resumed'", 3, .altered),
        ("details = '{\"reason\":\"\" }'", 3, .personalAltered),
        ("salt = sha256('')", 3, .personalAltered),
        ("personal_digest = sha256('')", 3, .altered),
        ("previous_hash = sha256('')", 3, .unlinked),
        ("hash = sha256('')", 3, .altered),
        ("sequence = 6", 3, .missing),
        ("tenant_id = '11111111-1111-1111-1111-111111111111'", 3, .missing),
        ("details = NULL, salt = NULL", 3, .emptied),
    ])
    func aChangeToAnyColumnIsFound(change: String, sequence: Int64, fault: AuditBreak.Fault) async throws {
        let registry = try await ChainedRegistry.make()
        for action in ["a", "b", "c", "d", "e"] { try await registry.record(action) }
        try await registry.tamper("UPDATE audit_log SET \(change) WHERE sequence = 3")
        await #expect(throws: Self.platformBreak(sequence, fault)) { try await registry.verifyLog() }
    }

    /// The identity behind an actor is within the salted digest.
    @Test func anotherAccountInTheActorsPlaceIsFound() async throws {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        try await registry.record("member.added", by: "account:1", of: tenant)
        try await registry.tamper("UPDATE audit_log SET actor = 'account:2' WHERE actor = 'account:1'")
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 2, fault: .personalAltered)) {
            try await registry.verifyLog()
        }
    }

    @Test(arguments: [
        ("DELETE FROM audit_log WHERE sequence = 2", 2, AuditBreak.Fault.missing),
        ("DELETE FROM audit_log WHERE sequence = 3", 3, .missing),
        ("DELETE FROM audit_log WHERE sequence = 3; UPDATE audit_chain SET length = 2", 2, .wrongEnd),
        ("UPDATE audit_chain SET length = 2", 3, .surplus),
        ("UPDATE audit_chain SET head = sha256('')", 3, .wrongEnd),
        ("DELETE FROM audit_chain", 1, .surplus),
        ("DELETE FROM audit_log", 1, .missing),
    ])
    func whatIsTakenAwayIsMissed(script: String, sequence: Int64, fault: AuditBreak.Fault) async throws {
        let registry = try await ChainedRegistry.make()
        for action in ["a", "b", "c"] { try await registry.record(action) }
        try await registry.tamper(script)
        await #expect(throws: Self.platformBreak(sequence, fault)) { try await registry.verifyLog() }
    }

    @Test func aTenantThatLostItsWholeChainIsNamed() async throws {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        try await registry.tamper("DELETE FROM audit_log; DELETE FROM audit_chain")
        await #expect(throws: AuditBreak(chain: tenant.description, sequence: 1, fault: .noChain)) {
            try await registry.verifyLog()
        }
    }

    @Test(arguments: [
        "UPDATE audit_log SET actor = 'x'", "DELETE FROM audit_log", "TRUNCATE audit_log",
        "UPDATE audit_log SET details = NULL, salt = NULL, actor = audit_lasting_actor(actor)",
        "UPDATE audit_chain SET length = 1", "DELETE FROM audit_chain", "TRUNCATE audit_chain",
        "INSERT INTO audit_chain VALUES ('11111111-1111-1111-1111-111111111111', 0, sha256(''))",
        "UPDATE erasure_ledger SET erased_accounts = 0", "DELETE FROM erasure_ledger", "TRUNCATE erasure_ledger",
    ])
    func theTablesRefuseToBeChanged(statement: String) async throws {
        let registry = try await ChainedRegistry.make()
        _ = try await registry.erase(try await registry.addTenant("gone"))
        _ = try await registry.addTenant()
        let failure = await #expect(throws: DatabaseError.self) {
            try await PostgresCluster.shared.execute(statement, database: registry.name)
        }
        guard case .server(let diagnostic) = failure else { throw LifecycleError.noServer }
        #expect(diagnostic.sqlState.rawValue == "23001")
    }

    @Test func writersOfOneChainTakeTurnsAndLoseNothing() async throws {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        // Each has connections of its own, as each host has.
        try await withThrowingTaskGroup { group in
            for writer in 0..<2 {
                group.addTask { for _ in 0..<20 { try await registry.record("act.\(writer)", of: tenant) } }
            }
            try await group.waitForAll()
        }
        #expect(try await registry.verifyLog() == AuditVerifier.Summary(entries: 41, chains: 1))
    }

    @Test func aWriterOfAnotherChainDoesNotWait() async throws {
        let registry = try await ChainedRegistry.make()
        try await registry.database.transaction { connection in
            try await registry.log.record(AuditEntry(actor: "cli", action: "held"), on: connection)
            _ = try await registry.addTenant()
        }
        #expect(try await registry.verifyLog().entries == 2)
    }

    /// A request that began before the erasure writes its entry before or not at all, and it is emptied with the others.
    @Test func anEntryInTheMakingIsEmptiedToo() async throws {
        let registry = try await ChainedRegistry.make()
        let tenant = try await registry.addTenant()
        let erasure = try await registry.database.transaction { connection in
            let entry = AuditEntry(actor: "account:7", action: "member.added", tenant: tenant)
            try await registry.log.record(entry, on: connection)
            let erasure = Task { try await registry.erase(tenant) }
            while try await registry.isSomebodyWaiting == false { await Task.yield() }
            return erasure
        }
        _ = try await erasure.value
        #expect(try await registry.database.query("SELECT FROM audit_log WHERE salt IS NOT NULL").count == 1)
        await #expect(throws: DatabaseError.self) { try await registry.record("member.added", by: "account:7", of: tenant) }
        #expect(try await registry.verifyLog().entries == 3)
    }

    @Test func entriesOfEarlierVersionsBecomeTheBeginningOfTheChains() async throws {
        let registry = try await ChainedRegistry.make(before: "_chain_audit_log")
        _ = try await registry.database.query(
            """
            INSERT INTO audit_log (at, actor, action, tenant_id, details) VALUES
                ('2026-01-01', 'account:7', 'member.added', '11111111-1111-1111-1111-111111111111', '{}'),
                ('2026-01-03', 'cli', 'operator_key.created', NULL, '{"name": "é", "key": "1"}'),
                ('2026-01-02', 'system', 'tenant.deleted', '11111111-1111-1111-1111-111111111111', '{}')
            """)
        _ = try await registry.database.query(
            "INSERT INTO erasure_ledger SELECT gen_random_uuid(), '11111111-1111-1111-1111-111111111111', 1")
        try await registry.migrate()
        try await registry.record("later")
        #expect(try await registry.verifyLog() == AuditVerifier.Summary(entries: 4, chains: 2))
        #expect(try await registry.database.query("SELECT FROM audit_log WHERE actor = 'account:7'").isEmpty)
        #expect(try await registry.verifyReceipts() == ReceiptVerifier.Summary(receipts: 1, unsigned: 1))
    }
}
