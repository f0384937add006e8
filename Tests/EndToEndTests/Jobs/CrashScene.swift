import Contracts
import Foundation
import TestSupport
import Testing

/// Two hosts that hear soon of each other's death, and what must hold of the registry and the server whatever happens to them.
struct CrashScene: Sendable {
    let stack: TestStack

    var api: ProductAPI { ProductAPI(stack.client) }

    init(hosts: Int = 2) throws {
        // Without a stock each creation goes through all the steps at which it is stopped.
        try self.init(
            TestStack(hosts: hosts, environment: ["JOB_LEASE_MS": "2000", "JOB_POLL_MS": "100", "STOCK_SIZE": "0"]))
    }

    init(_ stack: TestStack) throws {
        self.stack = stack
        // Records of steps wait for a lock of the test, and the signs of life between them do not.
        try stack.sql(
            """
            CREATE FUNCTION hold_record() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_advisory_xact_lock_shared(\(Hold.recordLock)); RETURN NULL; END';
            CREATE TRIGGER hold_record BEFORE UPDATE OF steps_done ON job EXECUTE FUNCTION hold_record()
            """)
    }

    /// Has `request` go on until the host comes to the last of `points`, and has `crash` do what it does there.
    ///
    /// - Parameter crash: may let go of the lock; otherwise that is done after it.
    /// - Returns: what the request was answered; nil when its connection broke.
    /// - Throws: `Missed` with every lock let go when the host does not come to one of `points`.
    func stopping(
        at points: ArraySlice<CrashPoint>, _ request: @escaping @Sendable (ProductAPI) async throws -> ProductAPI.Reply,
        _ crash: (Hold) async throws -> Void
    ) async throws -> ProductAPI.Reply? {
        var hold: Hold?
        var answer: Task<ProductAPI.Reply, any Error>?
        for point in points {
            let next = try await Hold.on(point.lock, in: stack)
            if answer == nil { answer = Task { [api] in try await request(api) } }
            await hold?.release()
            hold = next
            guard try await arrives(at: point) else {
                await next.release()
                throw Missed(point: point.name)
            }
        }
        if let hold {
            try await crash(hold)
            await hold.release()
        }
        return try? await answer?.value
    }

    private func arrives(at point: CrashPoint) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let waiting = try await stack.withSuperuser {
                try await $0.query("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE \(point.statement)")
            }
            if !waiting.isEmpty { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    /// The name of the host that has the job just now; nil while none is entered.
    func owner() throws -> String? {
        let owner = try stack.sql("SELECT owner FROM job WHERE owner IS NOT NULL ORDER BY created_at DESC LIMIT 1")
        return try ["host-1", "host-2"].first { owner.hasSuffix(":\(try stack.pid(of: $0))") }
    }

    /// As the kernel does when memory is short. Without an owner all hosts go.
    func killOwner(_ hold: Hold) async throws {
        let names = try owner().map { [$0] } ?? ["host-1", "host-2"]
        for name in names { try await stack.end(name, by: SIGKILL) }
        // All of them are dead: nobody is left to take over.
        if names.count > 1 { try stack.start() }
    }

    /// Waits until no job is left, and looks all the while whether a name is free whose data is there.
    func settle() async throws {
        try await eventually(within: .seconds(20)) {
            #expect(try stack.sql(Self.ownerless) == "")
            return try stack.sql("SELECT count(*) FROM job WHERE finished_at IS NULL") == "0"
        }
        #expect(try stack.sql(Self.ownerless) == "")
        #expect(try stack.sql(Self.incomplete) == "")
        #expect(try stack.sql("SELECT count(*) FROM job WHERE finished_at IS NOT NULL AND payload <> '{}'") == "0")
    }

    /// The state of the newest job of that kind.
    func end(of kind: String) throws -> String {
        try stack.sql("SELECT state FROM job WHERE kind = '\(kind)' ORDER BY created_at DESC LIMIT 1")
    }

    /// Databases and roles whose names are free.
    private static let ownerless = """
        SELECT datname FROM pg_database WHERE datname ~ '^twenty_tenant_[0-9a-f]{32}$'
            AND NOT EXISTS (SELECT FROM tenant WHERE database_name = datname)
        UNION ALL SELECT rolname FROM pg_roles WHERE rolname ~ '^twenty_tenant_[0-9a-f]{32}$'
            AND NOT EXISTS (SELECT FROM tenant WHERE role_name = rolname)
        """

    /// Rows of the registry that stand for nothing, or stay half-done.
    private static let incomplete = """
        SELECT slug FROM tenant WHERE status NOT IN ('active', 'suspended')
            OR NOT EXISTS (SELECT FROM pg_database WHERE datname = database_name)
            OR NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name)
        UNION ALL SELECT email FROM account WHERE NOT EXISTS (SELECT FROM membership WHERE account = account.id)
        """
}

/// The host did not come to where it was to be stopped.
struct Missed: Error {
    let point: String
}
