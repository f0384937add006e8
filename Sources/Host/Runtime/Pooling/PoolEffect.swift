/// What the manager does after it has left its lock.
enum PoolEffect: Sendable {
    case resume(PoolShared.LeaseContinuation, Result<PoolLease, any Error>)
    case finish(CheckedContinuation<Void, Never>)
    case work(PoolWork)
    /// Nothing is left to be done, now or later.
    case stop
}
