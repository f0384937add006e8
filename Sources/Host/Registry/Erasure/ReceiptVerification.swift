import Contracts

/// Follows the ledger receipt by receipt: a plain state machine.
struct ReceiptVerification {
    private let signer: any DocumentSigner
    private let keyID: String
    private let cryptography: any Cryptography
    private var last: (sequence: Int64, digest: String)?
    private var sawSigned = false
    private(set) var receipts = 0
    /// Those of versions that did not sign.
    private(set) var unsigned = 0

    init(signer: any DocumentSigner, cryptography: any Cryptography) {
        self.signer = signer
        self.cryptography = cryptography
        keyID = ErasureReceiptDocument.keyID(of: signer.publicKey, cryptography)
    }

    /// - Parameter isWhole: whether every receipt from the first on is to be there; otherwise links are checked where two follow
    ///   each other.
    /// - Throws: `ReceiptBreak`.
    mutating func check(_ entry: LedgerEntry, isWhole: Bool) throws {
        let broken = { ReceiptBreak(sequence: entry.sequence, fault: $0) }
        guard entry.agreesWithItself else { throw broken(.contradicted) }
        let expected = (last?.sequence ?? 0) + 1
        if isWhole, entry.sequence != expected { throw ReceiptBreak(sequence: expected, fault: .missing) }
        if isWhole || entry.sequence == expected {
            let digest = last?.digest ?? TextEncoding.hex(ChainHash.none)
            guard entry.previous == digest else { throw broken(.unlinked) }
        }
        try checkSignature(of: entry)
        last = (entry.sequence, TextEncoding.hex(cryptography.sha256(Array(entry.receipt.document.utf8))))
        receipts += 1
    }

    private mutating func checkSignature(of entry: LedgerEntry) throws {
        let broken = { ReceiptBreak(sequence: entry.sequence, fault: $0) }
        guard let signature = entry.receipt.signature else {
            guard entry.isOfUnsignedFormat, !sawSigned else { throw broken(.unsigned) }
            unsigned += 1
            return
        }
        sawSigned = true
        guard entry.keyID == keyID else { throw broken(.unknownKey(entry.keyID ?? "without a name")) }
        guard try signer.isSignature(signature, of: Array(entry.receipt.document.utf8)) else { throw broken(.badSignature) }
    }
}
