/// Follows the records of one request as their bytes arrive, to tell where it ends and whether it keeps the rules,
/// before libfcgi, which can only read on until it has everything, is let at them.
struct RequestScanner {
    enum Progress: Equatable {
        case incomplete
        /// The last record has been seen to its end; what follows belongs to the next request.
        case complete
        case failed(Fault)
    }

    enum Fault: Error, Equatable {
        /// Not FastCGI as this front speaks it: version 1, one request at a time, records in their order.
        case protocolViolation
        /// The web server took the request back before it was complete.
        case aborted
        case unknownRole
        case parametersTooLarge
        case bodyTooLarge
    }

    private enum Phase {
        case begin, parameters, input, complete
    }

    private let maxBodyBytes: Int
    private var phase = Phase.begin
    private var header = UInt64(0)
    private var headerBytesLeft = RecordHeader.byteCount
    private var record = RecordHeader(0)
    private var contentLeft = 0
    private var paddingLeft = 0
    private var beginBody = UInt64(0)
    private var parameters: ParameterScanner

    /// Known once the request has begun; 0 before.
    private(set) var requestID: UInt16 = 0
    private(set) var keepsConnection = false
    private(set) var bodyByteCount = 0
    /// How many bytes have been followed.
    private(set) var scannedByteCount = 0
    /// Where the request begins among them, after late aborts of requests already answered.
    private(set) var requestStart = 0

    init(maxParameterBytes: Int, maxBodyBytes: Int) {
        self.maxBodyBytes = maxBodyBytes
        parameters = ParameterScanner(maxBytes: maxParameterBytes)
    }

    var hasAllParameters: Bool { phase == .input || phase == .complete }
    var isComplete: Bool { phase == .complete }

    /// Follows `bytes`, which come right after those of the call before, up to the end of the request, or of its parameters when
    /// it `stopsAtInput`: what comes then may be for somebody else to follow.
    mutating func scan(_ bytes: UnsafeRawBufferPointer, stopsAtInput: Bool = false) -> Progress {
        var rest = bytes
        do throws(Fault) {
            while phase != .complete {
                if stopsAtInput, phase == .input { return .incomplete }
                guard takeHeader(&rest), try takeContent(&rest), takePadding(&rest) else { return .incomplete }
                headerBytesLeft = RecordHeader.byteCount
                try finishRecord()
            }
            return .complete
        } catch {
            return .failed(error)
        }
    }

    /// - Returns: whether the header is complete; `record` then holds it.
    private mutating func takeHeader(_ rest: inout UnsafeRawBufferPointer) -> Bool {
        guard headerBytesLeft > 0 else { return true }
        if headerBytesLeft == RecordHeader.byteCount, rest.count >= RecordHeader.byteCount {
            header = UInt64(bigEndian: rest.loadUnaligned(as: UInt64.self))
            headerBytesLeft = 0
            take(RecordHeader.byteCount, of: &rest)
        } else {
            for byte in take(min(headerBytesLeft, rest.count), of: &rest) {
                header = header << 8 | UInt64(byte)
                headerBytesLeft -= 1
            }
        }
        guard headerBytesLeft == 0 else { return false }
        record = RecordHeader(header)
        contentLeft = record.contentLength
        paddingLeft = record.paddingLength
        return true
    }

    private mutating func takeContent(_ rest: inout UnsafeRawBufferPointer) throws(Fault) -> Bool {
        if contentLeft == record.contentLength { try checkHeader() }
        let content = take(min(contentLeft, rest.count), of: &rest)
        contentLeft -= content.count
        switch record.kind {
        case RecordHeader.Kind.beginRequest:
            for byte in content { beginBody = beginBody << 8 | UInt64(byte) }
        case RecordHeader.Kind.parameters:
            guard parameters.scan(content) else { throw .parametersTooLarge }
        default: break
        }
        return contentLeft == 0
    }

    private mutating func takePadding(_ rest: inout UnsafeRawBufferPointer) -> Bool {
        paddingLeft -= take(min(paddingLeft, rest.count), of: &rest).count
        return paddingLeft == 0
    }

    /// Follows the next `count` bytes, of which there are as many.
    @discardableResult
    private mutating func take(_ count: Int, of rest: inout UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
        scannedByteCount += count
        return UnsafeRawBufferPointer(rebasing: rest[..<count])
    }

    /// Judges a record by its header alone, before its content is taken.
    private func checkHeader() throws(Fault) {
        guard record.version == 1 else { throw .protocolViolation }
        switch (phase, record.kind) {
        case (.begin, RecordHeader.Kind.abortRequest): return
        case (.begin, RecordHeader.Kind.beginRequest):
            guard record.contentLength == 8, record.requestID != 0 else { throw .protocolViolation }
        case (_, RecordHeader.Kind.abortRequest) where record.requestID == requestID: throw .aborted
        case (.parameters, RecordHeader.Kind.parameters) where record.requestID == requestID: return
        case (.input, RecordHeader.Kind.input) where record.requestID == requestID:
            guard bodyByteCount + record.contentLength <= maxBodyBytes else { throw .bodyTooLarge }
        default: throw .protocolViolation
        }
    }

    private mutating func finishRecord() throws(Fault) {
        switch record.kind {
        case RecordHeader.Kind.beginRequest:
            requestID = record.requestID
            keepsConnection = beginBody >> 40 & 1 == 1
            guard beginBody >> 48 == 1 else { throw .unknownRole }
            phase = .parameters
        case RecordHeader.Kind.parameters where record.contentLength == 0:
            guard parameters.isAtBoundary else { throw .protocolViolation }
            phase = .input
        case RecordHeader.Kind.input:
            bodyByteCount += record.contentLength
            if record.contentLength == 0 { phase = .complete }
        case RecordHeader.Kind.abortRequest:
            requestStart = scannedByteCount
        default: break
        }
    }
}
