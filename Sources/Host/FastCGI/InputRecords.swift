/// Takes the records of a request's body apart as their bytes arrive (FastCGI specification, §5.3).
struct InputRecords {
    enum Fault: Error, Equatable {
        /// A record that is none of this body's.
        case protocolViolation
        /// The web server took the request back.
        case aborted
    }

    private enum Part {
        case header, content, padding
    }

    private let requestID: UInt16
    private var part = Part.header
    private var header = UInt64(0)
    private var record = RecordHeader(0)
    /// Bytes that are still to come of the current part.
    private var bytesLeft = RecordHeader.byteCount
    /// Whether the record that ends the body has been seen.
    private(set) var isComplete = false

    init(requestID: UInt16) { self.requestID = requestID }

    /// Appends what `bytes`, which come right after those of the call before, hold of the body to `piece`.
    mutating func take(_ bytes: UnsafeRawBufferPointer, into piece: inout [UInt8]) throws(Fault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard !isComplete else { throw .protocolViolation }
            let count = min(bytesLeft, rest.count)
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
            switch self.part {
            case .header: for byte in part { header = header << 8 | UInt64(byte) }
            case .content: piece.append(contentsOf: part)
            case .padding: break
            }
            rest.removeFirst(count)
            bytesLeft -= count
            while bytesLeft == 0, !isComplete { try advance() }
        }
    }

    /// Goes on to the next part of the record, or to the next record.
    private mutating func advance() throws(Fault) {
        switch part {
        case .header:
            record = RecordHeader(header)
            guard record.version == 1, record.requestID == requestID else { throw .protocolViolation }
            guard record.kind != RecordHeader.Kind.abortRequest else { throw .aborted }
            guard record.kind == RecordHeader.Kind.input else { throw .protocolViolation }
            part = .content
            bytesLeft = record.contentLength
        case .content:
            part = .padding
            bytesLeft = record.paddingLength
        case .padding:
            isComplete = record.contentLength == 0
            part = .header
            bytesLeft = RecordHeader.byteCount
        }
    }
}
