/// Where tasks run, as far as the pools need to know: which reactor the caller is on, and the executor of each.
///
/// An idle connection of the caller's reactor is preferred, and a connection is opened on the reactor of the first request that
/// waits for it, because the reactor that opens a connection watches its socket.
public struct PoolReactors: Sendable {
    let current: @Sendable () -> Int?
    let executor: @Sendable (Int) -> (any TaskExecutor)?

    public init(
        current: @escaping @Sendable () -> Int?, executor: @escaping @Sendable (Int) -> (any TaskExecutor)?
    ) {
        self.current = current
        self.executor = executor
    }

    /// No reactors: any connection is as good as another.
    public static let none = PoolReactors(current: { nil }, executor: { _ in nil })
}
