import Contracts

/// Follows chains entry by entry: a plain state machine, fed from the registry or from an export.
struct AuditVerification {
    private struct Chain {
        var length: Int64 = 0
        var head = ChainHash.none
        /// The first entry that was emptied and that no deletion of the tenant has explained yet.
        var emptied: Int64?
        var isDeleted = false
        var end: AuditChainEnd?
    }

    private let hashes: ChainHash
    private var chains: [String: Chain] = [:]
    private(set) var entries = 0

    init(cryptography: any Cryptography) { hashes = ChainHash(cryptography: cryptography) }

    var chainCount: Int { chains.count }
    var ends: [AuditChainEnd] { chains.values.compactMap(\.end) }

    /// - Throws: the break at this entry.
    mutating func check(_ record: AuditRecord) throws(AuditBreak) {
        var chain = chains[record.chain, default: Chain()]
        let expected = chain.length + 1
        guard record.sequence >= expected, chain.end == nil else { throw record.broken(.surplus) }
        guard record.sequence == expected else {
            throw AuditBreak(chain: record.chain, sequence: expected, fault: .missing)
        }
        guard record.previousHash == chain.head else { throw record.broken(.unlinked) }
        guard record.hash == hashes.hash(of: record) else { throw record.broken(.altered) }
        if let digest = hashes.personalDigest(of: record) {
            guard digest == record.personalDigest else { throw record.broken(.personalAltered) }
        } else {
            guard record.tenant != nil, !chain.isDeleted, record.salt == nil, record.details == nil else {
                throw record.broken(.emptied)
            }
            chain.emptied = chain.emptied ?? record.sequence
        }
        if record.action == "tenant.deleted" {
            chain.emptied = nil
            chain.isDeleted = true
        }
        chain.length = record.sequence
        chain.head = record.hash
        chains[record.chain] = chain
        entries += 1
    }

    /// - Throws: the break that shows at the end of a chain.
    mutating func end(_ end: AuditChainEnd) throws(AuditBreak) {
        var chain = chains[end.chain, default: Chain()]
        guard chain.end == nil else { throw AuditBreak(chain: end.chain, sequence: end.length, fault: .wrongEnd) }
        guard chain.length >= end.length else {
            throw AuditBreak(chain: end.chain, sequence: chain.length + 1, fault: .missing)
        }
        guard chain.length == end.length else {
            throw AuditBreak(chain: end.chain, sequence: end.length + 1, fault: .surplus)
        }
        guard chain.head == end.head else { throw AuditBreak(chain: end.chain, sequence: end.length, fault: .wrongEnd) }
        if let emptied = chain.emptied { throw AuditBreak(chain: end.chain, sequence: emptied, fault: .emptied) }
        chain.end = end
        chains[end.chain] = chain
    }

    /// - Throws: the break that is left when all has been read: a chain without its end.
    func finish() throws(AuditBreak) {
        let endless = chains.filter { $0.value.end == nil }.min { $0.key < $1.key }
        if let endless { throw AuditBreak(chain: endless.key, sequence: endless.value.length, fault: .endless) }
    }
}

extension AuditRecord {
    fileprivate func broken(_ fault: AuditBreak.Fault) -> AuditBreak {
        AuditBreak(chain: chain, sequence: sequence, fault: fault)
    }
}
