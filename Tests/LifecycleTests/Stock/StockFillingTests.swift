import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct StockFillingTests {
    @Test(arguments: [0, 3])
    func theStockIsFilledToItsSize(size: Int) async throws {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "\(size)"])
        try await stack.plugin.prepare()
        for _ in 0..<2 { try await stack.plugin.attendToStock() }
        let stock = try await stack.stock()
        #expect(stock.map(\.state) == Array(repeating: "ready", count: size))
        #expect(try await stack.databases() == Set(stock.map(\.database)))
    }

    @Test(arguments: ["approval", "closed"])
    func whereNobodyTakesFromItThereIsNone(signUp: String) async throws {
        let stack = try await LifecycleStack.make(settings: ["sign_up": signUp])
        try await stack.plugin.prepare()
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().isEmpty)
    }

    @Test func creationsComeFirst() async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let (held, release) = AsyncStream<Void>.makeStream()
        let stack = try await LifecycleStack.make(settings: ["stock_size": "2", "max_concurrent_creations": "1"]) { step in
            guard step == .seed else { return }
            begin.finish()
            for await _ in held {}
        }
        try await stack.plugin.prepare()
        let creation = Task { try await stack.create() }
        for await _ in begun {}
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().isEmpty)
        release.finish()
        _ = try await creation.value
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().count == 2)
    }

    @Test func hostsThatFillTogetherMakeNoMoreThanOneWould() async throws {
        let settings = ["stock_size": "4"]
        let stack = try await LifecycleStack.make(settings: settings)
        let hosts = try [stack.plugin] + (0..<3).map { _ in try stack.anotherHost(settings) }
        try await stack.plugin.prepare()
        try await withThrowingTaskGroup { group in
            for host in hosts { group.addTask { try await host.attendToStock() } }
            try await group.waitForAll()
        }
        #expect(try await stack.stock().count == 4)
        #expect(try await stack.databases().count == 4)
    }

    @Test func aHostThatStopsWhileFillingLeavesNothingHalfMade() async throws {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "200"])
        try await stack.plugin.prepare()
        let filling = Task { try await stack.plugin.attendToStock() }
        try await eventually { try await stack.stock().contains { $0.state == "ready" } }
        filling.cancel()
        _ = await filling.result
        let stock = try await stack.stock()
        #expect(stock.allSatisfy { $0.state == "ready" })
        #expect(try await stack.databases() == Set(stock.map(\.database)))
    }

    /// How far a host came.
    enum Progress: CaseIterable {
        case entered, role, database
    }

    /// As a host leaves it that is killed while it makes one.
    private func interrupt(_ stack: LifecycleStack, at progress: Progress, age: String) async throws -> String {
        let id = TenantID.random()
        let name = TenantNames(prefix: stack.prefix).placement(of: id, on: LifecycleStack.server).database
        _ = try await stack.registry.query(
            """
            INSERT INTO stock_database (id, server, database_name, role_name, sealed_password, fingerprint, kept_at)
            VALUES (\(id), \(LifecycleStack.server), \(name), \(name), '', 'f', now() - \(age)::interval)
            """)
        if progress != .entered { try await stack.cluster.execute("CREATE ROLE \(name) LOGIN") }
        if progress == .database { try await stack.cluster.execute("CREATE DATABASE \(name) OWNER \(name)") }
        return name
    }

    @Test(arguments: Progress.allCases, [0, 1])
    func whatAKilledHostWasMakingIsRemoved(progress: Progress, size: Int) async throws {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "\(size)"])
        try await stack.plugin.prepare()
        let name = try await interrupt(stack, at: progress, age: "1 hour")
        try await stack.plugin.attendToStock()
        #expect(try await stack.remains().allSatisfy { !$0.contains(name) })
        #expect(try await stack.stock().count == size)
    }

    @Test func whatAnotherHostIsMakingIsLeftAlone() async throws {
        let stack = try await LifecycleStack.make(settings: ["stock_size": "0"])
        try await stack.plugin.prepare()
        let name = try await interrupt(stack, at: .database, age: "5 minutes")
        try await stack.plugin.attendToStock()
        #expect(try await stack.databases() == [name])
    }

    @Test func aServerThatIsAwayKeepsNoOtherFromBeingFilled() async throws {
        let away = DatabaseServerSample.away
        let stack = try await LifecycleStack.make(others: [away], settings: ["stock_size": "2"])
        try await stack.plugin.prepare()
        try await stack.plugin.attendToStock()
        #expect(try await stack.stock().filter { $0.state == "ready" }.count == 2)
    }
}
