internal import HostReactor

extension ConnectionSocket {
    /// Sends all of `piece`, waiting for its reader as needed.
    ///
    /// - Parameter limit: how long the reader may take to make room for some more.
    /// - Throws: `ConnectionFault.peerLeft`, `ReadinessError`.
    @inline(__always)
    func send(_ piece: [UInt8], _ watch: DescriptorWatch, within limit: Duration) async throws {
        var sent = 0
        while sent < piece.count {
            switch piece.withUnsafeBytes({ send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }) {
            case .bytes(let count): sent += count
            case .notNow: try await watch.wait(for: .writable, until: .now + limit)
            case .ended: throw ConnectionFault.peerLeft
            }
        }
    }
}
