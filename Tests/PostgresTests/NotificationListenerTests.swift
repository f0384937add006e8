import Contracts
import HostPostgres
import TestSupport
import Testing

@Suite struct NotificationListenerTests {
    @Test func notificationsArriveInOrder() async throws {
        let listener = try await listen(["one", "Two words"])
        for channel in ["one", "Two words", "unheard", "one"] {
            _ = try await PostgresCluster.shared.query("SELECT pg_notify(\(channel), \("to " + channel))")
        }
        var heard: [PostgresNotification] = []
        for try await notification in listener {
            heard.append(notification)
            if heard.count == 3 { break }
        }
        #expect(heard.map(\.channel) == ["one", "Two words", "one"])
        #expect(heard.map(\.payload) == ["to one", "to Two words", "to one"])
        await listener.close()
    }

    @Test func aLostConnectionEndsTheListening() async throws {
        let listener = try await listen(["lost channel"])
        let hearing = Task { try await listener.makeAsyncIterator().next() }
        _ = try await PostgresCluster.shared.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN \"lost channel\"'")
        await #expect(throws: DatabaseError.connectionLost) { try await hearing.value }
    }

    @Test func silenceIsToldFromDeath() async throws {
        let listener = try await listen(["quiet"], heartbeat: .milliseconds(500))
        let hearing = Task { try await listener.makeAsyncIterator().next() }
        _ = try await PostgresCluster.shared.query("SELECT pg_sleep(1.2)")
        _ = try await PostgresCluster.shared.query("SELECT pg_notify('quiet', 'at last')")
        #expect(try await hearing.value?.payload == "at last")
        await listener.close()
    }

    @Test func aFrozenServerEndsTheListening() async throws {
        let listener = try await listen(["frozen channel"], heartbeat: .milliseconds(50))
        let pid = try await PostgresCluster.shared.query(
            "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN \"frozen channel\"'")[0].decode(at: 0, as: Int.self)
        let frozen = FrozenProcess(pid)
        await #expect(throws: DatabaseError.connectionLost) { try await listener.makeAsyncIterator().next() }
        frozen.thaw()
        await listener.close()
    }

    @Test func aCancelledTaskListensNoLonger() async throws {
        let listener = try await listen(["cancelled"])
        let hearing = Task { try await listener.makeAsyncIterator().next() }
        hearing.cancel()
        await #expect(throws: DatabaseError.cancelled) { try await hearing.value }
        await listener.close()
    }

    private func listen(_ channels: [String], heartbeat: Duration = .seconds(10)) async throws -> NotificationListener {
        let target = try await PostgresCluster.shared.target()
        return try await TestReactors.driver.listen(
            to: channels, on: target, deadline: .now + .seconds(5), heartbeat: heartbeat)
    }
}
