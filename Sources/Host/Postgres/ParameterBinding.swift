internal import Contracts
internal import FoundationEssentials
internal import Glibc

/// The values of one statement as libpq takes them: all of them in one buffer that is used again for the next statement.
struct ParameterBinding: ~Copyable {
    private var bytes: [UInt8] = []
    /// Where each value begins in `bytes`; -1 for NULL.
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    /// 0 is text, 1 binary.
    private var formats: [Int32] = []

    /// A buffer larger than this is given back after use: a host keeps thousands of connections.
    private static let keptCapacity = 64 * 1024
    /// `PQ_QUERY_PARAM_MAX_LIMIT`
    private static let maxValues = 65535

    /// Replaces what was bound before.
    ///
    /// - Throws: `DatabaseError.server` for text that holds a NUL, which PostgreSQL cannot store and libpq would cut off, and for more
    ///   values than the protocol can count.
    mutating func bind(_ values: [SQLValue]) throws(DatabaseError) {
        guard values.count <= Self.maxValues else {
            throw .server(ServerDiagnostic(sqlState: .programLimitExceeded, message: "more than \(Self.maxValues) bound values"))
        }
        if bytes.capacity > Self.keptCapacity { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for value in values { try append(value) }
    }

    /// Lends the arrays of `PQsendQueryPrepared` and its like: count, values, lengths, formats.
    func withCArrays<Result>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        guard !offsets.isEmpty else { return body(0, nil, nil, nil) }
        return bytes.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { pointers in
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                for (index, offset) in offsets.enumerated() {
                    pointers.initializeElement(at: index, to: offset < 0 ? nil : start.map { $0 + offset })
                }
                return body(Int32(offsets.count), pointers.baseAddress, lengths, formats)
            }
        }
    }

    private mutating func append(_ value: SQLValue) throws(DatabaseError) {
        let start = bytes.count
        switch value {
        case .null: break
        case .text(let text):
            bytes.append(contentsOf: text.utf8)
            try refuseNUL(from: start)
        case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
        case .double(let double): bytes.append(contentsOf: double.description.utf8)
        case .bool(let bool): bytes.append(bool ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .uuid(let uuid):
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 36) { text in
                uuid.writeCanonical(to: text)
                bytes.append(contentsOf: text)
            }
        case .bytes(let content): bytes.append(contentsOf: content)
        case .textArray(let elements):
            appendArray(elements)
            try refuseNUL(from: start)
        }
        let isBinary = if case .bytes = value { true } else { false }
        let isNull = if case .null = value { true } else { false }
        offsets.append(isNull ? -1 : start)
        lengths.append(Int32(clamping: bytes.count - start))
        formats.append(isBinary ? 1 : 0)
        // Text ends with a NUL; an empty binary value needs an address too.
        bytes.append(0)
    }

    /// The text form of an array: every element in quotes, so that none can be taken for NULL or for structure
    /// (PostgreSQL, "Array Input and Output Syntax").
    private mutating func appendArray(_ elements: [String?]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            guard let element else {
                bytes.append(contentsOf: "NULL".utf8)
                continue
            }
            bytes.append(UInt8(ascii: "\""))
            if element.utf8.contains(where: Self.isEscaped) {
                for byte in element.utf8 {
                    if Self.isEscaped(byte) { bytes.append(UInt8(ascii: "\\")) }
                    bytes.append(byte)
                }
            } else {
                bytes.append(contentsOf: element.utf8)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }

    private func refuseNUL(from start: Int) throws(DatabaseError) {
        guard bytes.count > start else { return }
        let holdsNUL = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map { memchr($0 + start, 0, bytes.count - start) != nil } ?? false
        }
        if holdsNUL { throw .server(ServerDiagnostic(sqlState: .characterNotInRepertoire, message: "a text value holds a NUL")) }
    }
}
