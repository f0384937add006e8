import Contracts

/// A receipt with its place in the ledger, and what its text says.
struct LedgerEntry: Sendable {
    let sequence: Int64
    let receipt: ErasureReceipt
    private let contents: JSONObject
    /// Whether what was shown beside the text, which nobody signs, is what the text says.
    private let isShownAsWritten: Bool

    static let columns: SQL = """
        sequence, receipt_id, tenant_id, erased_accounts, document, signature,
        to_char(completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS completed_at
        """

    /// - Throws: `ReceiptBreak.Fault.unreadable` as a break, or `DatabaseError.decoding`.
    init(row: Row) throws {
        sequence = try row.decode("sequence")
        receipt = ErasureReceipt(
            receiptID: try row.decode("receipt_id"), tenant: try row.decode("tenant_id"),
            erasedAccounts: try row.decode("erased_accounts"), completedAt: try row.decode("completed_at"),
            document: try row.decode("document"), signature: try row.decode("signature"))
        guard let contents = Self.contents(of: receipt.document) else {
            throw ReceiptBreak(sequence: sequence, fault: .unreadable)
        }
        self.contents = contents
        isShownAsWritten = true
    }

    /// A receipt as the API shows it, by itself: its place is the one that its text claims. Nil for what is none.
    init?(shown object: JSONObject) {
        guard let document = object.string("document"), let contents = Self.contents(of: document),
            let sequence = contents.integer("sequence"), let id = contents.string("receipt_id").flatMap({ TenantID($0) }),
            let tenant = contents.string("tenant_id").flatMap({ TenantID($0) }), let completedAt = contents.string("completed_at")
        else { return nil }
        self.sequence = sequence
        self.contents = contents
        receipt = ErasureReceipt(
            receiptID: id.uuid, tenant: tenant, erasedAccounts: Self.accounts(contents), completedAt: completedAt,
            document: document, signature: object.string("signature").flatMap { Base64.url.decode($0) })
        isShownAsWritten = receipt.json.members.allSatisfy { member in
            guard member.name != "signature", let shown = object[member.name] else { return true }
            return shown == member.value
        }
    }

    var previous: String? { contents.string("previous") }
    var keyID: String? { contents.string("key_id") }
    var isOfUnsignedFormat: Bool { contents.string("format") == ErasureReceiptDocument.unsignedFormat }

    /// How long the tenant's audit log was, and its last hash in hexadecimal; nil in receipts from before that was noted.
    var audit: (length: Int64, head: String)? {
        guard case .object(let audit)? = contents["audit"], let length = audit.integer("entries"), let head = audit.string("head")
        else { return nil }
        return (length, head)
    }

    /// Whether the text says the same as the columns beside it.
    var agreesWithItself: Bool {
        contents.integer("sequence") == sequence && contents.string("receipt_id") == receipt.receiptID.canonical
            && contents.string("tenant_id") == receipt.tenant.description
            && contents.string("completed_at") == receipt.completedAt && Self.accounts(contents) == receipt.erasedAccounts
            && isShownAsWritten
    }

    private static func contents(of document: String) -> JSONObject? {
        guard case .object(let contents)? = try? JSONParser.parse(Array(document.utf8)) else { return nil }
        return contents
    }

    private static func accounts(_ contents: JSONObject) -> Int {
        guard case .object(let erased)? = contents["erased"] else { return 0 }
        return Int(erased.integer("account") ?? 0)
    }
}
