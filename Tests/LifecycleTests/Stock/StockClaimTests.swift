import Contracts
import Synchronization
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct StockClaimTests {
    private struct Injected: Error {}

    private func stocked(
        _ size: Int, checkpoint: @escaping @Sendable (CreationStep) async throws -> Void = { _ in }
    ) async throws -> LifecycleStack {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "\(size)"], checkpoint: checkpoint)
        try await stack.plugin.prepare()
        try await stack.plugin.attendToStock()
        return stack
    }

    private func store(_ stack: LifecycleStack) -> StockStore { StockStore(cryptography: stack.cryptography) }

    private func schema(_ stack: LifecycleStack) async throws -> TenantSchema {
        let rows = try await stack.registry.query("SELECT fingerprint FROM stock_database LIMIT 1")
        return TenantSchema(version: 1, fingerprint: try #require(rows.first).decode(at: 0))
    }

    @Test func aTenantTakesAReadyDatabaseAndIsNamedByIt() async throws {
        let stack = try await stocked(2)
        let first = try #require(try await stack.stock().first)
        let tenant = try await stack.create()
        #expect(tenant.id == first.id && tenant.placement.database == first.database)
        #expect(try await stack.query(as: tenant, "SELECT FROM workspace.note").count == 1)
        #expect(try await stack.stock().count == 1)
        #expect(try await stack.databases().count == 2)
    }

    /// The second finds none; both are prepared once, and have their owner.
    @Test func anEmptyStockIsNoHindrance() async throws {
        let stack = try await stocked(1)
        let tenants = [try await stack.create(), try await stack.create()]
        #expect(try await stack.databases() == Set(tenants.map(\.placement.database)))
        for tenant in tenants {
            let notes = try await stack.query(
                as: tenant, "SELECT obj_description('workspace.note'::regclass), text FROM workspace.note")
            #expect(notes.count == 1 && notes.first?.text(0) == "prepared")
        }
    }

    @Test func thirtyAtOnceAgainstAStockOfFive() async throws {
        let stack = try await stocked(5)
        let databases = try await withThrowingTaskGroup { group in
            for _ in 0..<30 { group.addTask { try await stack.create().placement.database } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(databases.count == 30 && Set(databases).count == 30)
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().map(\.state) == Array(repeating: "ready", count: 5))
        #expect(try await stack.databases().count == 35)
    }

    /// While one transaction holds what it took, another gets something else at once, and the first gets it back on failure.
    @Test func aClaimNeitherTakesAnothersNorWaitsForIt() async throws {
        let stack = try await stocked(2)
        let (store, schema) = (store(stack), try await schema(stack))
        let held = Mutex<TenantID?>(nil)
        await #expect(throws: Injected.self) {
            try await stack.registry.transaction { first in
                let one = try #require(try await store.claim(on: LifecycleStack.server, schema, within: first))
                held.withLock { $0 = one.id }
                try await stack.registry.transaction { second in
                    _ = try await second.query("SET LOCAL lock_timeout = '2s'")
                    let other = try await store.claim(on: LifecycleStack.server, schema, within: second)
                    #expect(other != nil && other?.id != one.id)
                    #expect(try await store.claim(on: LifecycleStack.server, schema, within: second) == nil)
                }
                throw Injected()
            }
        }
        #expect(try await stack.stock().map(\.id) == [try #require(held.withLock { $0 })])
    }

    @Test func ofManyClaimsAtOnceNoTwoGetTheSame() async throws {
        let stack = try await stocked(5)
        let (store, schema) = (store(stack), try await schema(stack))
        let claimed = try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask {
                    try await stack.registry.transaction {
                        try await store.claim(on: LifecycleStack.server, schema, within: $0)?.id
                    }
                }
            }
            return try await group.reduce(into: [TenantID]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(Set(claimed).count == claimed.count && claimed.count == 5)
    }

    @Test func aConflictPutsTheDatabaseBack() async throws {
        let stack = try await stocked(2)
        _ = try await stack.create(email: "owner@example.com", slug: "acme")
        let before = try await stack.stock().map(\.id)
        _ = await #expect(throws: LifecycleError.slugTaken) { try await stack.create(slug: "acme") }
        await #expect(throws: IdentityError.emailTaken) { try await stack.create(email: "owner@example.com") }
        #expect(try await stack.stock().map(\.id) == before)
    }

    /// Whether the commit happened is not known then. Afterwards each database is either in stock and there, or neither.
    @Test(arguments: [(ForgetfulRegistry.Loss.commit, 2), (.answer, 1)])
    func aReservationWhoseCommitWasNotHeardOfKeepsTheStockWhole(loss: ForgetfulRegistry.Loss, left: Int) async throws {
        let stack = try await stocked(2)
        let lifecycle = try #require(stack.anotherHost(losing: (loss, 1)).services.lifecycle)
        await #expect(throws: DatabaseError.connectionLost) { try await lifecycle.create(stack.order()) }
        let stock = try await stack.stock()
        #expect(stock.count == left)
        #expect(try await stack.databases() == Set(stock.map(\.database)))
        #expect(try await stack.registry.query("SELECT FROM tenant").isEmpty)
    }

    @Test(arguments: [CreationStep.createDatabase, .seed, .activate])
    func aFailedCreationDoesNotPutItBack(step: CreationStep) async throws {
        let stack = try await stocked(2) { if $0 == step { throw Injected() } }
        await #expect(throws: LifecycleError.creationFailed(step: step.rawValue)) { try await stack.create() }
        let stock = try await stack.stock()
        #expect(stock.count == 1)
        #expect(try await stack.databases() == Set(stock.map(\.database)))
    }

    @Test func aDeletedTenantLeavesNothingOfItsStockDatabase() async throws {
        let stack = try await stocked(1)
        let tenant = try await stack.create()
        _ = try await stack.lifecycle.delete(tenant.id, actor: "test")
        #expect(try await stack.remains() == [])
    }
}
