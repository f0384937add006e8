import Contracts
import FoundationEssentials
import TestSupport
import Testing

@testable import HostRegistry

@Suite struct HostStoreTests {
    private let host = HostInstance(name: "a")
    private let store = HostStore()

    private func entered(_ registry: RegistryDatabase) async throws -> HostRecord {
        try await store.enter(host, lease: .seconds(1), applied: 3, in: registry.database)
        return try #require(try await registry.database.query(HostStore.all).map(HostRecord.init).first)
    }

    @Test func aHostIsEnteredOnce() async throws {
        let registry = try await RegistryDatabase.make()
        let record = try await entered(registry)
        #expect(record == HostRecord(id: host.id, name: "a", lease: .seconds(1), renewal: 0, applied: 3))
        #expect(try await entered(registry) == record)
    }

    @Test func aHostThatIsNotEnteredRenewsNothing() async throws {
        let registry = try await RegistryDatabase.make()
        #expect(try await registry.database.query(HostStore.renewal(of: host, applied: 1)).affectedRows == 0)
    }

    @Test func aHostThatHasNotRenewedIsTakenOffTheList() async throws {
        let registry = try await RegistryDatabase.make()
        let record = try await entered(registry)
        #expect(try await store.expel(record, in: registry.database))
        #expect(try await registry.database.query(HostStore.renewal(of: host, applied: 1)).affectedRows == 0)
    }

    @Test func aHostThatHasRenewedStays() async throws {
        let registry = try await RegistryDatabase.make()
        let record = try await entered(registry)
        _ = try await registry.database.query(HostStore.renewal(of: host, applied: 4))
        #expect(try await store.expel(record, in: registry.database) == false)
    }

    /// What the host reads with that renewal may be older than the change that the expeller waits for.
    @Test func aHostWhoseRenewalIsNotCommittedYetStays() async throws {
        let registry = try await RegistryDatabase.make()
        let record = try await entered(registry)
        try await registry.database.transaction { connection in
            _ = try await connection.query(HostStore.renewal(of: host, applied: 3))
            #expect(try await store.expel(record, in: registry.database) == false)
        }
        #expect(try await store.expel(record, in: registry.database) == false)
    }
}
