public import Contracts
public import CoreMetrics

/// Counts the jobs that end on this host, by kind and by how they end.
public struct JobMetrics: Sendable {
    private let factory: any MetricsFactory

    public init(factory: any MetricsFactory) { self.factory = factory }

    /// Has the series of these kinds begin at nought, so that the first end is seen as a change.
    public func expect(_ kinds: [String]) {
        for kind in kinds { for state in JobState.allCases where state.isEnd { counter(kind, state).increment(by: 0) } }
    }

    public func ended(_ kind: String, _ state: JobState) { counter(kind, state).increment() }

    private func counter(_ kind: String, _ state: JobState) -> Counter {
        Counter(
            label: "tenant_manager_jobs_ended", dimensions: [("kind", kind), ("state", state.rawValue)], factory: factory)
    }
}
