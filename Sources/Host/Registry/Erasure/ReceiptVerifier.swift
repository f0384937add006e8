public import Contracts

/// Verifies receipts of erasures, in the registry or as they were handed out.
public struct ReceiptVerifier: Sendable {
    /// What was found to hold.
    public struct Summary: Sendable, Equatable {
        public let receipts: Int
        /// Of these, those of versions that did not sign.
        public let unsigned: Int
    }

    private let signer: any DocumentSigner
    private let cryptography: any Cryptography

    /// - Parameter cryptography: derives the key that signs receipts.
    public init(cryptography: any Cryptography) throws {
        self.cryptography = cryptography
        signer = try cryptography.signer(for: ErasureReceiptDocument.purpose)
    }

    /// 32 bytes of Ed25519.
    public var publicKey: [UInt8] { signer.publicKey }

    /// By which receipts name the key.
    public var keyID: String { ErasureReceiptDocument.keyID(of: signer.publicKey, cryptography) }

    /// Verifies the whole ledger, and that it fits the audit log.
    ///
    /// - Throws: `ReceiptBreak`, or what kept the registry from being read.
    public func verify(_ registry: any Database) async throws -> Summary {
        try await registry.snapshot { connection in
            var verification = ReceiptVerification(signer: signer, cryptography: cryptography)
            let rows = try await connection.query("SELECT \(LedgerEntry.columns) FROM erasure_ledger ORDER BY sequence")
            for index in 0..<rows.count {
                let entry = try LedgerEntry(row: rows[index])
                try verification.check(entry, isWhole: true)
                try await Self.compareAudit(entry, on: connection)
            }
            try await Self.refuseErasuresWithoutReceipt(on: connection)
            return Summary(receipts: verification.receipts, unsigned: verification.unsigned)
        }
    }

    /// Verifies receipts as the API answers them, one JSON object a line.
    ///
    /// - Throws: `ReceiptBreak`.
    public func verify(lines: some Sequence<[UInt8]>) throws -> Summary {
        var verification = ReceiptVerification(signer: signer, cryptography: cryptography)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard case .object(let object)? = try? JSONParser.parse(line), let entry = LedgerEntry(shown: object) else {
                throw ReceiptBreak(sequence: Int64(index + 1), fault: .unreadable)
            }
            try verification.check(entry, isWhole: false)
        }
        return Summary(receipts: verification.receipts, unsigned: verification.unsigned)
    }

    private static func compareAudit(_ entry: LedgerEntry, on connection: any DatabaseConnection) async throws {
        guard let audit = entry.audit else { return }
        let rows = try await connection.query(
            """
            SELECT encode(hash, 'hex') FROM audit_log WHERE chain = \(entry.receipt.tenant) AND sequence = \(audit.length)
            """)
        guard rows.first?.text(0) == audit.head else { throw ReceiptBreak(sequence: entry.sequence, fault: .auditDiffers) }
    }

    /// The last receipt has none behind it that would miss it; the audit log of its tenant does.
    private static func refuseErasuresWithoutReceipt(on connection: any DatabaseConnection) async throws {
        let rows = try await connection.query(
            """
            SELECT tenant_id, (SELECT coalesce(max(sequence), 0) + 1 FROM erasure_ledger) AS next FROM audit_log
            WHERE action = 'tenant.deleted' AND tenant_id NOT IN (SELECT tenant_id FROM erasure_ledger) ORDER BY at LIMIT 1
            """)
        guard let row = rows.first else { return }
        throw ReceiptBreak(sequence: try row.decode("next"), fault: .noReceipt(tenant: try row.decode("tenant_id")))
    }
}
