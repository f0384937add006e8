import Contracts
import FoundationEssentials
import HostCrypto
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct ReceiptTests {
    /// A registry with three receipts, and the second of them.
    private static func issued() async throws -> (ChainedRegistry, ErasureReceipt) {
        let registry = try await ChainedRegistry.make()
        _ = try await registry.erase(try await registry.addTenant("one"))
        let receipt = try await registry.erase(try await registry.addTenant("two"))
        _ = try await registry.erase(try await registry.addTenant("three"))
        return (registry, receipt)
    }

    @Test func aReceiptSaysWhatWasErasedWhenAndByWhom() async throws {
        let (registry, receipt) = try await Self.issued()
        #expect(try await registry.verifyReceipts() == ReceiptVerifier.Summary(receipts: 3, unsigned: 0))
        guard case .object(let document) = try JSONParser.parse(Array(receipt.document.utf8)) else {
            throw RequestFault.notAnObject
        }
        #expect(document["requested_by"] == "operator:ops" && document["tenant_id"] == .string(receipt.tenant.description))
        #expect(document["erased"] == ["account": 2, "tenant": 1])
        #expect(document["completed_at"] == .string(receipt.completedAt))
        #expect(receipt.completedAt.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    /// What is done to the second of three receipts, and what is said of it.
    @Test(arguments: [
        ("receipt_id = gen_random_uuid()", 2, ReceiptBreak.Fault.contradicted),
        ("tenant_id = gen_random_uuid()", 2, .contradicted),
        ("erased_accounts = 0", 2, .contradicted),
        ("completed_at = completed_at + interval '1 day'", 2, .contradicted),
        ("sequence = 7", 2, .missing),
        ("document = replace(document, 'operator:ops', 'operator:eve')", 2, .badSignature),
        ("document = 'x'", 2, .unreadable),
        ("signature = decode(repeat('00', 64), 'hex')", 2, .badSignature),
        ("signature = NULL", 2, .unsigned),
    ])
    func aChangeToAnyColumnIsFound(change: String, sequence: Int64, fault: ReceiptBreak.Fault) async throws {
        let (registry, _) = try await Self.issued()
        try await registry.tamper("UPDATE erasure_ledger SET \(change) WHERE sequence = 2")
        await #expect(throws: ReceiptBreak(sequence: sequence, fault: fault)) { try await registry.verifyReceipts() }
    }

    @Test func aReceiptThatWasTakenOutIsMissed() async throws {
        let (registry, receipt) = try await Self.issued()
        try await registry.tamper("DELETE FROM erasure_ledger WHERE receipt_id = '\(receipt.receiptID.canonical)'")
        await #expect(throws: ReceiptBreak(sequence: 2, fault: .missing)) { try await registry.verifyReceipts() }
    }

    /// The last one has none behind it; the audit log of its tenant tells.
    @Test func theLastReceiptIsMissedToo() async throws {
        let (registry, _) = try await Self.issued()
        let last = try #require(try await registry.database.query("SELECT tenant_id FROM erasure_ledger WHERE sequence = 3").first)
        let tenant = try last.decode(at: 0, as: String.self)
        try await registry.tamper("DELETE FROM erasure_ledger WHERE sequence = 3")
        await #expect(throws: ReceiptBreak(sequence: 3, fault: .noReceipt(tenant: tenant))) {
            try await registry.verifyReceipts()
        }
    }

    /// A receipt pins down the audit log of its tenant: one that was written anew from the first entry on has other hashes.
    @Test func anAuditLogThatWasWrittenAnewDoesNotFitItsReceipt() async throws {
        let (registry, receipt) = try await Self.issued()
        try await registry.tamper("DELETE FROM audit_log WHERE tenant_id = '\(receipt.tenant)'")
        try await registry.tamper("DELETE FROM audit_chain WHERE chain = '\(receipt.tenant)'")
        for action in ["tenant.created", "tenant.deleted"] { try await registry.record(action, of: receipt.tenant) }
        #expect(try await registry.verifyLog().chains == 3)
        await #expect(throws: ReceiptBreak(sequence: 2, fault: .auditDiffers)) { try await registry.verifyReceipts() }
    }

    @Test func aReceiptHoldsByItself() async throws {
        let (registry, receipt) = try await Self.issued()
        let line = JSONWriter.encode(.object(receipt.json))
        let verifier = try ReceiptVerifier(cryptography: registry.cryptography)
        #expect(try verifier.verify(lines: [line]).receipts == 1)
        let forged = Array(String(decoding: line, as: UTF8.self).replacing("operator:ops", with: "operator:eve").utf8)
        #expect(throws: ReceiptBreak(sequence: 2, fault: .badSignature)) { try verifier.verify(lines: [forged]) }
        #expect(throws: ReceiptBreak(sequence: 1, fault: .unreadable)) { try verifier.verify(lines: [Array("{}".utf8)]) }
    }

    /// It is shown and not signed.
    @Test(arguments: ["receipt_id", "tenant_id", "erased_accounts", "completed_at"])
    func whatStandsBesideTheTextAgreesWithIt(member: String) async throws {
        let (registry, receipt) = try await Self.issued()
        var shown = receipt.json
        shown[member] = "00000000-0000-4000-8000-000000000000"
        let verifier = try ReceiptVerifier(cryptography: registry.cryptography)
        #expect(throws: ReceiptBreak(sequence: 2, fault: .contradicted)) {
            try verifier.verify(lines: [JSONWriter.encode(.object(shown))])
        }
    }

    @Test func anotherInstallationsReceiptIsNotTakenForOurs() async throws {
        let (registry, receipt) = try await Self.issued()
        let other = try OpenSSLCryptography(key: [UInt8](repeating: 0x08, count: 32))
        let key = try ReceiptVerifier(cryptography: registry.cryptography).keyID
        #expect(throws: ReceiptBreak(sequence: 2, fault: .unknownKey(key))) {
            try ReceiptVerifier(cryptography: other).verify(lines: [JSONWriter.encode(.object(receipt.json))])
        }
    }

    @Test func erasuresAtTheSameTimeAreChained() async throws {
        let registry = try await ChainedRegistry.make()
        var tenants: [TenantID] = []
        for slug in ["first", "second", "third", "fourth"] { tenants.append(try await registry.addTenant(slug)) }
        try await withThrowingTaskGroup { group in
            for tenant in tenants { group.addTask { _ = try await registry.erase(tenant) } }
            try await group.waitForAll()
        }
        #expect(try await registry.verifyReceipts().receipts == 4)
    }
}
