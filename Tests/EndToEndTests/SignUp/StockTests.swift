import Contracts
import Foundation
import TestSupport
import Testing

/// Databases that are ready before anybody signs up.
@Suite(.serialized) struct StockTests {
    private static let size = 5
    private static let scene = Result {
        let settings = try SettingsCopy()
        try settings.set("stock_size", to: "\(size)")
        return (settings, try TestStack(hosts: 2, environment: settings.environment))
    }

    private static func stack() throws -> TestStack { try scene.get().1 }

    /// Waits until as many are ready as are to be.
    private func full() async throws -> TestStack {
        let stack = try Self.stack()
        try await eventually(within: .seconds(60)) { try stack.readyDatabases() == Self.size }
        return stack
    }

    @Test func thirtySignUpsAtOnceAgainstAStockOfFive() async throws {
        let stack = try await full()
        let organizations = try await withThrowingTaskGroup { group in
            for number in 0..<30 { group.addTask { try await ProductAPI(stack.client).signUp("Rush \(number)") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(organizations.map(\.tenantID)).count == 30)
        for organization in organizations {
            let people = try await ProductAPI(stack.client).call("GET", "/rest/people", token: organization.accessToken)
            #expect(people.json["totalCount"] == 5)
        }
        _ = try await full()
        #expect(try stack.sql("SELECT count(DISTINCT database_name) FROM tenant") == stack.sql("SELECT count(*) FROM tenant"))
        #expect(try stack.sql(TestStack.databasesWithoutOwner) == "")
    }

    @Test func aSignUpTakesADatabaseThatWasThere() async throws {
        let stack = try await full()
        let ready = try stack.sql("SELECT database_name FROM stock_database ORDER BY 1").split(separator: "\n").map(String.init)
        let organization = try await ProductAPI(stack.client).signUp()
        #expect(try await ready.contains(stack.database(of: organization)))
    }

    @Test func aHostKilledWhileItFillsLeavesNothingWithoutAnOwner() async throws {
        let stack = try await full()
        let settings = try Self.scene.get().0
        try settings.set("stock_size", to: "60")
        try stack.signal("host-1", SIGHUP)
        try await eventually(within: .seconds(60)) { try stack.readyDatabases() > Self.size + 2 }
        try await stack.end("host-1", by: SIGKILL)
        #expect(try stack.sql(TestStack.databasesWithoutOwner) == "")
        try settings.set("stock_size", to: "\(Self.size)")
        try stack.start()
        // What it was making when it was killed is removed once nobody can be at it any more.
        try stack.sql("UPDATE stock_database SET kept_at = now() - interval '1 hour' WHERE state = 'making'")
        try await stack.restartHosts(["host-1", "host-2"])
        try await eventually(within: .seconds(60)) { try stack.sql("SELECT FROM stock_database WHERE state <> 'ready'") == "" }
        #expect(try stack.sql(TestStack.databasesWithoutOwner) == "")
        _ = try await ProductAPI(stack.client).signUp()
    }

    @Test func withoutAStockDatabasesAreMadeAsTheyAreNeeded() async throws {
        let settings = try SettingsCopy()
        try settings.set("stock_size", to: "0")
        let stack = try TestStack(environment: settings.environment)
        defer { stack.stop() }
        _ = try await ProductAPI(stack.client).signUp()
        #expect(try stack.sql("SELECT count(*) FROM stock_database") == "0")
        #expect(try stack.sql(TestStack.databasesWithoutOwner) == "")
    }
}
