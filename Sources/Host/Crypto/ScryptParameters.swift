/// The cost of one scrypt hash (RFC 7914 §2): it takes 128 · r · 2^ln bytes of memory, p times after each other.
public struct ScryptParameters: Sendable, Equatable {
    /// 128 MiB, the memory of OWASP's costliest recommendation (2^17, 8, 1).
    static let maxMemory = 128 << 20
    /// r · p · 2^ln, twice that of OWASP's costliest recommendation.
    static let maxWork = 1 << 21

    /// ln, the binary logarithm of N.
    public let logarithmOfN: Int
    /// r
    public let blockSize: Int
    /// p
    public let parallelism: Int

    /// Nil when the parameters are out of range or cost more than this host would ever pay, so that neither a slip in the
    /// settings nor a planted hash can demand gigabytes or minutes.
    public init?(logarithmOfN: Int, blockSize: Int, parallelism: Int) {
        guard (1...20).contains(logarithmOfN), (1...32).contains(blockSize), (1...16).contains(parallelism) else { return nil }
        // RFC 7914 §2: N must be less than 2^(128 · r / 8).
        guard logarithmOfN < 16 * blockSize else { return nil }
        let iterations = 1 << logarithmOfN
        guard 128 * blockSize * iterations <= Self.maxMemory, blockSize * parallelism * iterations <= Self.maxWork else {
            return nil
        }
        self.logarithmOfN = logarithmOfN
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    var iterations: UInt64 { 1 << UInt64(logarithmOfN) }
}
