import Contracts

/// Where a chain ends, by the registry's own account of it.
struct AuditChainEnd: Sendable, Equatable {
    /// The tenant's id; zeros for the chain of what concerns none.
    let chain: String
    /// The number of its entries.
    let length: Int64
    /// The hash of the last one.
    let head: [UInt8]

    init(row: Row) throws {
        chain = try row.decode("chain")
        length = try row.decode("length")
        head = try row.decode("head")
    }

    init(chain: String, length: Int64, head: [UInt8]) {
        self.chain = chain
        self.length = length
        self.head = head
    }

    /// The last line of the chain in an export.
    var line: [UInt8] {
        let value: JSONValue = [
            "chain": .string(chain), "length": .integer(Int(length)), "head": .string(TextEncoding.hex(head)),
        ]
        return JSONWriter.encode(value) + [UInt8(ascii: "\n")]
    }
}
