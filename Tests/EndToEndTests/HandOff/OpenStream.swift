import Foundation
import TestSupport

/// An answer that is read as it comes.
struct OpenStream {
    private let connection: TestSocket

    init(_ tenant: HandOffTenant, _ path: String) throws {
        connection = try TestSocket(port: tenant.stack.port, timeout: 20)
        let head = [
            "GET \(path) HTTP/1.1", "Host: 127.0.0.1", "Authorization: Bearer \(tenant.organization.accessToken)",
            "Accept: text/event-stream", "Connection: close",
        ]
        try connection.write(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    }

    /// What has come when `text` is part of it, or when nothing comes any more.
    func read(until text: String) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: bytes, as: UTF8.self).contains(text) {
            let count = recv(connection.descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
