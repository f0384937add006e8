import Contracts

/// The text of a receipt. It names nobody but the tenant by its id, and who wanted the erasure.
struct ErasureReceiptDocument: Sendable {
    /// What the key that signs receipts is derived for.
    static let purpose = "erasure receipts"
    static let format = "tenant-manager erasure receipt 1"
    /// That of receipts from before they were signed.
    static let unsignedFormat = "tenant-manager erasure receipt 0"

    let text: String

    init(
        _ report: ErasureReport, at place: ErasurePlace, signedBy signer: any DocumentSigner, _ cryptography: any Cryptography
    ) {
        let erased = report.erased.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        let document: JSONValue = [
            "format": .string(Self.format), "sequence": .integer(Int(place.sequence)),
            "previous": .string(TextEncoding.hex(place.previous)), "receipt_id": .string(report.receiptID.canonical),
            "tenant_id": .string(report.tenant.description), "requested_by": .string(report.requestedBy),
            "requested_at": .optional(report.requestedAt), "completed_at": .string(place.completedAt),
            "erased": .object(JSONObject(erased.map { JSONMember($0.key, .integer($0.value)) })),
            "audit": ["entries": .integer(Int(place.auditLength)), "head": .string(TextEncoding.hex(place.auditHead))],
            "key_id": .string(Self.keyID(of: signer.publicKey, cryptography)),
        ]
        text = String(decoding: JSONWriter.encode(document), as: UTF8.self)
    }

    /// By which a receipt names the key that it is signed with: the first half of the public key's SHA-256.
    static func keyID(of publicKey: [UInt8], _ cryptography: any Cryptography) -> String {
        TextEncoding.hex(Array(cryptography.sha256(publicKey).prefix(16)))
    }
}
