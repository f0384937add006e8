internal import Contracts
internal import HTTPTypes

/// Encodes a response as FastCGI records, a piece at a time, so that a large body is never held twice.
///
/// The usual response is one piece: output, its end and the end of the request in a single write. libfcgi's own stream would take
/// a write for every 8 KB, and would block in it while the peer does not read.
struct ResponseRecords {
    private let requestID: UInt16
    private let isLast: Bool
    private let body: [UInt8]
    private let head: [UInt8]
    private var headOffset = 0
    private var bodyOffset = 0
    private var isFinished = false

    /// Content of one record: the largest multiple of eight that its length field can hold.
    static let maxContentBytes = 65_528

    /// - Parameters:
    ///   - isHead: the request's method is HEAD, whose answer has no body but tells its length (RFC 9110 §9.3.2).
    ///   - isLast: the web server is to send no further request on this connection. FastCGI has no word for that, but nginx keeps a
    ///     connection only when the end of the request is the last that it holds: a record about the connection itself follows,
    ///     which any web server passes over (§4.2).
    init(_ response: Response, to requestID: UInt16, identity: String, isHead: Bool, isLast: Bool = false) {
        self.requestID = requestID
        self.isLast = isLast
        body = isHead || !response.status.allowsContent ? [] : response.body
        head = Self.head(of: response, identity: identity)
    }

    /// Replaces `piece` by the next bytes to be sent.
    ///
    /// - Returns: false when there are none.
    mutating func next(into piece: inout [UInt8]) -> Bool {
        piece.removeAll(keepingCapacity: true)
        guard !isFinished else { return false }
        let headBytes = min(head.count - headOffset, Self.maxContentBytes)
        let bodyBytes = min(Self.maxContentBytes - headBytes, body.count - bodyOffset)
        piece.reserveCapacity(headBytes + bodyBytes + 6 * RecordHeader.byteCount)
        piece.append(bigEndian: header(RecordHeader.Kind.output, headBytes + bodyBytes))
        piece.append(head, from: headOffset, count: headBytes)
        piece.append(body, from: bodyOffset, count: bodyBytes)
        headOffset += headBytes
        bodyOffset += bodyBytes
        if headOffset == head.count, bodyOffset == body.count {
            isFinished = true
            piece.appendEnd(of: requestID, isLast: isLast)
        }
        return true
    }

    private func header(_ kind: UInt8, _ contentLength: Int) -> UInt64 {
        RecordHeader.bytes(kind: kind, requestID: requestID, contentLength: contentLength)
    }

    /// The header in CGI's form (RFC 3875 §6.3). Names, values and reason phrases hold no line break: their types see to it.
    static func head(of response: Response, identity: String) -> [UInt8] {
        var head: [UInt8] = []
        head.reserveCapacity(512)
        head.append("Status: ")
        head.append(decimal: response.status.code)
        head.append(" ")
        head.append(response.status.reasonPhrase)
        for field in response.fields where !isOurs(field.name) {
            head.append("\r\n")
            head.append(field.name.rawName)
            head.append(": ")
            field.withUnsafeBytesOfValue { head.append($0) }
        }
        head.append("\r\nX-Request-ID: ")
        head.append(identity)
        if response.status.allowsContent, response.stream == nil {
            head.append("\r\nContent-Length: ")
            head.append(decimal: response.body.count)
        }
        head.append("\r\n\r\n")
        return head
    }

    /// Whether the front alone says what this field holds. `Status` would be taken for the response's own.
    private static func isOurs(_ name: HTTPField.Name) -> Bool {
        switch name.canonicalName.utf8.count {
        case 6: name.canonicalName == "status"
        case 12: name.canonicalName == "x-request-id"
        case 14: name.canonicalName == "content-length"
        default: false
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 9110 §6.4.1.
    fileprivate var allowsContent: Bool { code != 204 && code != 304 && code >= 200 }
}

extension [UInt8] {
    fileprivate mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    fileprivate mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// What `append(contentsOf:)` does, without asking how the bytes are stored.
    fileprivate mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { append(contentsOf: bytes) }

    fileprivate mutating func append(_ bytes: [UInt8], from start: Int, count: Int) {
        bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[start..<start + count])) }
    }

    fileprivate mutating func append(decimal number: Int) { append(String(number)) }

    mutating func append(bigEndian number: UInt64) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    /// The ends of output and request.
    mutating func appendEnd(of requestID: UInt16, isLast: Bool) {
        append(bigEndian: RecordHeader.bytes(kind: RecordHeader.Kind.output, requestID: requestID, contentLength: 0))
        append(bigEndian: RecordHeader.bytes(kind: RecordHeader.Kind.endRequest, requestID: requestID, contentLength: 8))
        // Application status 0, protocol status FCGI_REQUEST_COMPLETE, both zero (§5.5).
        append(bigEndian: 0)
        if isLast {
            append(bigEndian: RecordHeader.bytes(kind: RecordHeader.Kind.unknownType, requestID: 0, contentLength: 8))
            append(bigEndian: 0)
        }
    }
}
