public import Foundation

/// A plain HTTP/1.1 client that sends exactly what it is told, so that tests can send what a well-behaved client never would.
public struct HTTPClient: Sendable {
    public let port: Int

    public init(port: Int) { self.port = port }

    public struct Answer: Sendable {
        public let status: Int
        public let headers: [String: String]
        public let body: [UInt8]

        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    public enum Failure: Error, Equatable {
        case notConnected(errno: Int32)
        case closedEarly
        case malformed(String)
    }

    /// Sends one request on a connection of its own. Blocks its thread; `send` is the async way.
    public func sendBlocking(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil, timeout: TimeInterval = 60
    ) throws -> Answer {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.0.lowercased() == "host" }) { head += "Host: 127.0.0.1:\(port)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        head += "Connection: close\r\n\r\n"
        let connection = try TestSocket(port: port, timeout: timeout)
        try connection.write(Array(head.utf8) + (body ?? []))
        return try Self.parse(try connection.readToEnd(), isHead: method == "HEAD")
    }

    public func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil, timeout: TimeInterval = 60
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try sendBlocking(method, path, headers: headers, body: body, timeout: timeout) })
            }
        }
    }

    private static func parse(_ bytes: [UInt8], isHead: Bool) throws -> Answer {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw bytes.isEmpty ? Failure.closedEarly : Failure.malformed(String(decoding: bytes.prefix(200), as: UTF8.self))
        }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else { throw Failure.malformed(lines[0]) }
        if status == 100 { return try parse(Array(bytes[end.upperBound...]), isHead: isHead) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        var body = Array(bytes[end.upperBound...])
        if headers["transfer-encoding"] == "chunked" { body = try unchunk(body) }
        if !isHead, let length = headers["content-length"].flatMap(Int.init), length != body.count { throw Failure.closedEarly }
        return Answer(status: status, headers: headers, body: body)
    }

    private static func unchunk(_ bytes: [UInt8]) throws -> [UInt8] {
        var rest = bytes[...]
        var body: [UInt8] = []
        while let lineEnd = rest.firstRange(of: Array("\r\n".utf8)) {
            guard let size = Int(String(decoding: rest[..<lineEnd.lowerBound], as: UTF8.self), radix: 16) else { break }
            if size == 0 { return body }
            body += rest[lineEnd.upperBound...].prefix(size)
            rest = rest[lineEnd.upperBound...].dropFirst(size + 2)
        }
        throw Failure.closedEarly
    }
}
