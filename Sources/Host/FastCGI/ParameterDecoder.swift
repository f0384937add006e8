internal import Contracts
internal import Glibc
internal import HTTPTypes

/// Makes a `Request` of FastCGI parameters (RFC 3875 §4.1), each of which is looked at once.
struct ParameterDecoder {
    private var method = HTTPRequest.Method?.none
    private var path = ""
    private var query = ""
    private var fields = RequestFields()
    private var remoteAddress = ""
    private var hasValidLength = true
    /// `CONTENT_LENGTH`; nil when it is absent or empty.
    private(set) var contentLength: Int?
    private(set) var requestID = ""

    /// Takes one parameter in the form `NAME=value`.
    mutating func take(_ parameter: UnsafeRawBufferPointer) {
        guard let equals = parameter.firstIndex(of: "=") else { return }
        let name = UnsafeRawBufferPointer(rebasing: parameter[..<equals])
        let value = UnsafeRawBufferPointer(rebasing: parameter[(equals + 1)...])
        if name.hasPrefix("HTTP_") {
            takeField(UnsafeRawBufferPointer(rebasing: name[5...]), value)
        } else {
            takeVariable(name, value)
        }
    }

    /// The request, once all parameters are taken and `body` is read.
    ///
    /// - Throws: the problem that the client is to be told of.
    func request(body: [UInt8], receivedAt: ContinuousClock.Instant) throws(Rejection) -> Request {
        guard hasValidLength, contentLength.map({ $0 == body.count }) ?? true else {
            throw reject("The request's length is not that of its body.")
        }
        return try request(holding: body, source: nil, receivedAt: receivedAt)
    }

    /// The request without its body, which is read from `source`.
    func request(receivedAt: ContinuousClock.Instant, source: (any BodySource)? = nil) throws(Rejection) -> Request {
        guard hasValidLength else { throw reject("The request's length is not a number.") }
        return try request(holding: [], source: source, receivedAt: receivedAt)
    }

    private func request(
        holding body: [UInt8], source: (any BodySource)?, receivedAt: ContinuousClock.Instant
    ) throws(Rejection) -> Request {
        guard let method else { throw reject("The request's method is not valid.") }
        guard path.utf8.first == UInt8(ascii: "/") else { throw reject("The request's path must begin with '/'.") }
        return Request(
            method: method, path: path, query: query, fields: fields, body: body, remoteAddress: remoteAddress,
            id: requestID.isEmpty ? RequestIdentity.make() : requestID, receivedAt: receivedAt, bodySource: source)
    }

    private func reject(_ detail: String) -> Rejection {
        Rejection(problem: Problem(.malformedRequest, detail), requestID: requestID)
    }

    private mutating func takeField(_ parameter: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        // nginx sends these two once more under their own names, which alone count.
        if parameter.equals("CONTENT_LENGTH") || parameter.equals("CONTENT_TYPE") { return }
        fields.append(variable: parameter, value)
    }

    private mutating func takeVariable(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch name.count {
        case 10 where name.equals("REQUEST_ID"):
            requestID = RequestIdentity.accept(value) ?? ""
        case 11 where name.equals("REQUEST_URI"):
            let end = value.firstIndex(of: "?") ?? value.count
            path = String(decoding: UnsafeRawBufferPointer(rebasing: value[..<end]), as: UTF8.self)
            if end < value.count { query = String(decoding: UnsafeRawBufferPointer(rebasing: value[(end + 1)...]), as: UTF8.self) }
        case 11 where name.equals("REMOTE_ADDR"):
            remoteAddress = String(decoding: value, as: UTF8.self)
        case 12 where name.equals("CONTENT_TYPE") && !value.isEmpty:
            fields.append(variable: name, value)
        case 14 where name.equals("REQUEST_METHOD"):
            method = Self.method(value)
        case 14 where name.equals("CONTENT_LENGTH") && !value.isEmpty:
            contentLength = Int(digits: value)
            hasValidLength = contentLength != nil
        default: break
        }
    }
}

extension ParameterDecoder {
    /// The usual methods are at hand; others are looked at letter by letter.
    private static func method(_ value: UnsafeRawBufferPointer) -> HTTPRequest.Method? {
        if value.equals("GET") { return .get }
        if value.equals("POST") { return .post }
        if value.equals("PATCH") { return .patch }
        return HTTPRequest.Method(String(decoding: value, as: UTF8.self))
    }
}

extension UnsafeRawBufferPointer {
    /// Where the character is first (`memchr`).
    fileprivate func firstIndex(of character: Unicode.Scalar) -> Int? {
        guard let baseAddress else { return nil }
        return memchr(baseAddress, Int32(character.value), count).map { UnsafeRawPointer($0) - baseAddress }
    }

    fileprivate func equals(_ text: StaticString) -> Bool { count == text.utf8CodeUnitCount && hasPrefix(text) }

    fileprivate func hasPrefix(_ text: StaticString) -> Bool {
        guard let baseAddress, count >= text.utf8CodeUnitCount else { return false }
        return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
}

extension Int {
    /// A number in decimal digits and nothing else, at most 15 of them.
    fileprivate init?(digits: UnsafeRawBufferPointer) {
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        var number = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        self = number
    }
}
