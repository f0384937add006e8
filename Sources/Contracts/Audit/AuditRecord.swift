/// An entry of the audit log as it is stored.
public struct AuditRecord: Sendable, Equatable {
    /// Its place within its chain, from 1 on.
    public let sequence: Int64
    /// RFC 3339, UTC, to the microsecond.
    public let at: String
    /// As in `AuditEntry`; after the erasure of the tenant no more than the kind of an account's or API key's.
    public let actor: String
    public let action: String
    public let tenant: TenantID?
    /// JSON as it was hashed; nil when the tenant was erased.
    public let details: String?
    /// Makes the digest of actor and details tell nothing of them; nil when they were erased.
    public let salt: [UInt8]?
    /// SHA-256 of salt, actor and details.
    public let personalDigest: [UInt8]
    /// The hash of the entry before it in the chain; zeros for the first.
    public let previousHash: [UInt8]
    /// SHA-256 of all of the entry, the two digests above in the place of what they stand for.
    public let hash: [UInt8]

    public init(
        sequence: Int64, at: String, actor: String, action: String, tenant: TenantID?, details: String?, salt: [UInt8]?,
        personalDigest: [UInt8], previousHash: [UInt8], hash: [UInt8]
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.tenant = tenant
        self.details = details
        self.salt = salt
        self.personalDigest = personalDigest
        self.previousHash = previousHash
        self.hash = hash
    }

    /// One JSON object: what is told of an entry in a list.
    ///
    /// - Parameter withProof: with all that it takes to verify the entry.
    public func write(to writer: inout JSONWriter, withProof: Bool) {
        writer.beginObject()
        writer.key("tenant_id")
        writer.write(JSONValue.optional(tenant?.description))
        writer.key("sequence")
        writer.write(Int(sequence))
        writer.member("at", at)
        writer.member("actor", actor)
        writer.member("action", action)
        writer.key("details")
        if withProof {
            // The text itself, since it is that which was hashed.
            writer.write(JSONValue.optional(details))
            writer.key("salt")
            writer.write(JSONValue.optional(salt.map(TextEncoding.hex)))
            writer.member("personal_digest", TextEncoding.hex(personalDigest))
            writer.member("previous_hash", TextEncoding.hex(previousHash))
        } else {
            writer.raw((details ?? "null").utf8)
        }
        writer.member("hash", TextEncoding.hex(hash))
        writer.endObject()
    }
}
