/// The first receipt that does not hold.
public struct ReceiptBreak: Error, Equatable, Sendable {
    public enum Fault: Equatable, Sendable {
        case missing
        /// The text is no receipt.
        case unreadable
        /// It does not hold the digest of the receipt before it.
        case unlinked
        /// The ledger, or what is shown beside it, says something else of it than its text.
        case contradicted
        /// It bears no signature, and receipts before it, or its own text, say that it should.
        case unsigned
        /// It was signed with another key than this installation has.
        case unknownKey(String)
        case badSignature
        /// A tenant was erased by its audit log, and there is no receipt.
        case noReceipt(tenant: String)
        /// The tenant's audit log is not the one that the receipt speaks of.
        case auditDiffers
    }

    public let sequence: Int64
    public let fault: Fault

    public init(sequence: Int64, fault: Fault) {
        self.sequence = sequence
        self.fault = fault
    }
}

extension ReceiptBreak: CustomStringConvertible {
    public var description: String {
        switch fault {
        case .missing: "receipt \(sequence) is missing"
        case .unreadable: "receipt \(sequence) is not the text of a receipt"
        case .unlinked: "receipt \(sequence) is not linked to the one before it"
        case .contradicted: "receipt \(sequence) says something else than what stands beside its text"
        case .unsigned: "receipt \(sequence) is not signed, and should be"
        case .unknownKey(let key): "receipt \(sequence) is signed with the key \(key), which is not this installation's"
        case .badSignature: "receipt \(sequence) was altered: its signature does not hold"
        case .noReceipt(let tenant): "the tenant \(tenant) was erased by its audit log, and there is no receipt"
        case .auditDiffers: "receipt \(sequence) speaks of another end of the tenant's audit log than there is"
        }
    }
}
