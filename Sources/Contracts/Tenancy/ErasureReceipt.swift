public import FoundationEssentials

/// What the erasure ledger keeps of a deleted tenant: that it is gone, and nothing personal.
public struct ErasureReceipt: Sendable, Equatable {
    public let receiptID: UUID
    public let tenant: TenantID
    public let erasedAccounts: Int
    /// RFC 3339, UTC.
    public let completedAt: String
    /// JSON that says all of this and more, in the very text that is signed.
    public let document: String
    /// Ed25519 over the document; nil when a version wrote it that did not sign.
    public let signature: [UInt8]?

    public init(
        receiptID: UUID, tenant: TenantID, erasedAccounts: Int, completedAt: String, document: String, signature: [UInt8]?
    ) {
        self.receiptID = receiptID
        self.tenant = tenant
        self.erasedAccounts = erasedAccounts
        self.completedAt = completedAt
        self.document = document
        self.signature = signature
    }

    public var json: JSONObject {
        JSONObject([
            JSONMember("receipt_id", .string(receiptID.canonical)), JSONMember("tenant_id", .string(tenant.description)),
            JSONMember("erased_accounts", .integer(erasedAccounts)), JSONMember("completed_at", .string(completedAt)),
            JSONMember("document", .string(document)), JSONMember("signature", .optional(signature.map(TextEncoding.base64URL))),
        ])
    }
}

/// Who wanted a tenant erased, when, and what of it was.
public struct ErasureReport: Sendable, Equatable {
    public let receiptID: UUID
    public let tenant: TenantID
    /// As the audit log names them.
    public let requestedBy: String
    /// RFC 3339, UTC; nil when nobody noted it.
    public let requestedAt: String?
    /// How much was erased of each kind: databases, roles, and rows by the name of their table.
    public let erased: [String: Int]
    public let erasedAccounts: Int

    public init(
        receiptID: UUID, tenant: TenantID, requestedBy: String, requestedAt: String?, erased: [String: Int], erasedAccounts: Int
    ) {
        self.receiptID = receiptID
        self.tenant = tenant
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.erased = erased
        self.erasedAccounts = erasedAccounts
    }
}

/// An erasure that was asked for.
public struct ErasureRequest: Sendable, Equatable {
    public let record: TenantRecord
    /// RFC 3339, UTC; nil when it has begun.
    public let dueAt: String?

    public init(record: TenantRecord, dueAt: String?) {
        self.record = record
        self.dueAt = dueAt
    }
}

/// What was known of an erasure when the tenant's row went.
public struct ErasedRecord: Sendable, Equatable {
    /// As the audit log names them; nil when the deletion began under a version that did not note it.
    public let requestedBy: String?
    /// RFC 3339, UTC.
    public let requestedAt: String?
    /// Entries of the audit log from which all that is personal was taken.
    public let emptiedEntries: Int

    public init(requestedBy: String?, requestedAt: String?, emptiedEntries: Int) {
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.emptiedEntries = emptiedEntries
    }
}
