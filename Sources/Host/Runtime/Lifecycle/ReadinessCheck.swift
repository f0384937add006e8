/// One thing the host cannot serve without.
public struct ReadinessCheck: Sendable {
    /// Its name in the answer of `/ready`: `registry`, `migrations`, `directory`.
    public let name: String
    /// Whether it is there just now. It answers within a second or so by itself.
    public let isReady: @Sendable () async -> Bool

    public init(_ name: String, isReady: @escaping @Sendable () async -> Bool) {
        self.name = name
        self.isReady = isReady
    }
}
