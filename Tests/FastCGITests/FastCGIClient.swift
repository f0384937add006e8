import Glibc

@testable import HostFastCGI

/// A web server's end of one connection, blocking, with five seconds for each read and write.
final class FastCGIClient {
    struct Failure: Error { let call: String, code: Int32 }

    /// An answer put together from its records.
    struct Answer: Equatable {
        var head = ""
        var body: [UInt8] = []
        var status: Int { head.wholeMatch(of: /Status: (\d+)[\s\S]*/).flatMap { Int($0.1) } ?? 0 }
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let descriptor: Int32

    init(path: String) throws {
        let address = try UnixAddress(path)
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard address.withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else { throw Failure(call: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    func send(_ bytes: some Collection<UInt8>) throws {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure(call: "send", code: errno) }
            rest.removeFirst(count)
        }
    }

    /// Sends what the kernel takes at once.
    func sendNow(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
    }

    /// Reads until the end of the request.
    func answer() throws -> Answer {
        var output: [UInt8] = []
        while let (kind, content) = try record() {
            if kind == 6 { output += content }
            if kind == 3 { return Self.answer(of: output) }
        }
        throw Failure(call: "read", code: 0)
    }

    func exchange(_ request: [UInt8]) throws -> Answer {
        try send(request)
        return try answer()
    }

    /// Whether the server closes the connection before it sends anything more; false too when it does neither in time.
    func isClosedByServer() -> Bool { (try? read(1)) == .some(nil) }

    /// Reads `count` bytes; nil once the server has closed the connection.
    func read(_ count: Int) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress?.advanced(by: filled), count - filled, 0) }
            if got == 0 || (got < 0 && errno == ECONNRESET) { return nil }
            guard got > 0 else { throw Failure(call: "recv", code: errno) }
            filled += got
        }
        return bytes
    }

    func record() throws -> (kind: UInt8, content: [UInt8])? {
        guard let head = try read(8) else { return nil }
        let content = try read(Int(head[4]) << 8 | Int(head[5])) ?? []
        _ = try read(Int(head[6]))
        return (head[1], content)
    }

    private static func answer(of output: [UInt8]) -> Answer {
        guard let end = output.indices.first(where: { output[$0...].starts(with: "\r\n\r\n".utf8) }) else { return Answer() }
        return Answer(head: String(decoding: output[..<end], as: UTF8.self), body: Array(output[(end + 4)...]))
    }
}
