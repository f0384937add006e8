internal import Synchronization

/// How far the host is on its way out: everything that must know asks here.
public final class ServiceState: Sendable {
    public enum Phase: Int, Sendable, Comparable {
        case serving
        /// Not ready for new traffic; what still arrives is served.
        case draining

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    private let current = Atomic(Phase.serving.rawValue)

    public init() {}

    public var phase: Phase { Phase(rawValue: current.load(ordering: .relaxed)) ?? .draining }

    /// Goes on to `phase`; there is no way back.
    public func advance(to phase: Phase) { current.max(phase.rawValue, ordering: .relaxed) }
}
