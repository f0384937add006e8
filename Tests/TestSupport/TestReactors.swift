public import HostPostgres
public import HostReactor

/// The reactors, the blocking lane and the driver that a test process shares.
public enum TestReactors {
    public static let group = make { try ReactorGroup(count: 2) }
    public static let lane = make { try BlockingLane(threads: 4, maxQueued: 64) }
    public static let driver = PostgresDriver(reactors: group, lane: lane, applicationName: "tests")

    /// A test process that gets no thread or descriptor has nothing to test.
    private static func make<Value>(_ body: () throws -> Value) -> Value {
        do {
            return try body()
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
