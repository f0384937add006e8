public import Contracts
internal import Foundation

/// One host, asked through its own FastCGI socket, past nginx: a test that must know which host answered has no other way.
public struct DirectHost: Sendable {
    private let path: String

    public struct Unanswered: Error {
        let call: String
        let errno: Int32
    }

    public init(socket path: String) { self.path = path }

    /// Sends one request on a connection of its own.
    public func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil, operatorKey: String? = nil
    ) async throws -> ProductAPI.Reply {
        let bytes = body.map(JSONWriter.encode) ?? []
        var parameters = [
            ("REQUEST_METHOD", method), ("REQUEST_URI", path), ("REMOTE_ADDR", "127.0.0.1"),
            ("REQUEST_ID", UUID().uuidString.replacing("-", with: "").lowercased()), ("CONTENT_LENGTH", String(bytes.count)),
        ]
        if body != nil { parameters.append(("CONTENT_TYPE", "application/json")) }
        if let token { parameters.append(("HTTP_AUTHORIZATION", "Bearer \(token)")) }
        if let operatorKey { parameters.append(("HTTP_X_ADMIN_KEY", operatorKey)) }
        let request = Self.request(parameters, bytes)
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(request) }) }
        }
    }

    private func exchange(_ request: [UInt8]) throws -> ProductAPI.Reply {
        let descriptor = try connected()
        defer { close(descriptor) }
        guard request.withUnsafeBytes({ send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }) == request.count else {
            throw Unanswered(call: "send", errno: errno)
        }
        var output: [UInt8] = []
        while true {
            let head = try read(8, from: descriptor)
            let content = try read(Int(head[4]) << 8 | Int(head[5]), from: descriptor)
            _ = try read(Int(head[6]), from: descriptor)
            if head[1] == 6 { output += content }
            if head[1] == 3 { return Self.reply(output) }
        }
    }

    private func connected() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 40, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix($0.count - 1)) }
        let failure = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard failure == 0 else {
            defer { close(descriptor) }
            throw Unanswered(call: "connect", errno: errno)
        }
        return descriptor
    }

    private func read(_ count: Int, from descriptor: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, 0) }
            guard got > 0 else { throw Unanswered(call: "recv", errno: got == 0 ? 0 : errno) }
            filled += got
        }
        return bytes
    }

    /// Begin, parameters and body as records (FastCGI specification, §3.3).
    private static func request(_ parameters: [(String, String)], _ body: [UInt8]) -> [UInt8] {
        let pairs = parameters.flatMap { name, value in
            length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
        }
        return record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + record(4, pairs) + record(4, []) + (body.isEmpty ? [] : record(5, body))
            + record(5, [])
    }

    private static func record(_ kind: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, kind, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
    }

    private static func length(_ count: Int) -> [UInt8] {
        count < 128 ? [UInt8(count)] : [128, 0, UInt8(count >> 8), UInt8(count & 255)]
    }

    private static func reply(_ output: [UInt8]) -> ProductAPI.Reply {
        let end = output.firstRange(of: Array("\r\n\r\n".utf8)) ?? output.endIndex..<output.endIndex
        var headers: [String: String] = [:]
        for line in String(decoding: output[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        let status = headers["status"].flatMap { Int($0.prefix(3)) } ?? 0
        return ProductAPI.Reply(status: status, headers: headers, body: Array(output[end.upperBound...]))
    }
}

extension TestStack {
    /// Host number 1, 2, … by itself.
    public func host(_ number: Int) -> DirectHost {
        DirectHost(socket: directory.appending(path: "sockets/host-\(number).sock").path)
    }
}
