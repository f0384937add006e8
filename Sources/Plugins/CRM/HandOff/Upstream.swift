import Contracts

/// A tenant's own server as this host holds it in memory. The key stays sealed until a request needs it.
struct Upstream: Sendable, Equatable {
    let url: UpstreamURL
    let sealedKey: [UInt8]
    let paths: Set<HandOffPath>
}
