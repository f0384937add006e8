import Contracts
import Logging
import Testing

@testable import HostRegistry

@Suite struct RegistryTenantDirectoryTests {
    private static let id = TenantID.random()
    private static let columns = [
        "id", "slug", "name", "plan", "status", "server", "database_name", "role_name", "sealed_password",
        "schema_version", "schema_fingerprint", "limit_overrides", "limit_revision", "database_bytes",
    ]

    private static func row(_ statement: SQL) -> RowSet {
        RowSet(
            RowsDouble(
                columns: columns,
                rows: [
                    [
                        id.description, "acme", "Acme", "gone", "active", "main", "tenant_1", "tenant_1", #"\x0102"#, "1", "f",
                        "{}",
                        "0", nil,
                    ]
                ]))
    }

    private func directory(
        _ registry: RegistryDouble, isHeld: Bool = true, lease: Duration = .seconds(10)
    ) -> RegistryTenantDirectory {
        let lease = HostLease(duration: lease)
        if isHeld { lease.renew(asOf: .now) }
        let feed = RegistryChangeFeed(
            registry: registry, lease: lease,
            settings: FeedSettings(pollInterval: .milliseconds(250), readTimeout: .seconds(2)), logger: Logger(label: "test"))
        let plans = PlanCatalogue(
            plans: [], defaultPlan: Plan(name: "free", isSelfService: true, limits: TenantLimits(connections: 3)))
        return RegistryTenantDirectory(
            store: TenantStore(plans: plans, cryptography: PlainCryptography()), registry: registry, changes: feed)
    }

    @Test func aTenantIsLoadedOnce() async throws {
        let registry = RegistryDouble { Self.row($0) }
        let directory = directory(registry)
        for _ in 0..<3 { #expect(try await directory.tenant(Self.id)?.name == "Acme") }
        #expect(registry.queryCount == 1)
    }

    @Test func manyAtOnceShareOneQuery() async throws {
        let registry = RegistryDouble { statement in
            for _ in 0..<100 { await Task.yield() }
            return Self.row(statement)
        }
        let directory = directory(registry)
        try await withThrowingTaskGroup { group in
            for _ in 0..<50 { group.addTask { _ = try await directory.tenant(Self.id) } }
            try await group.waitForAll()
        }
        #expect(registry.queryCount == 1)
    }

    @Test func whatIsInMemoryIsToldWithoutWaiting() async throws {
        let registry = RegistryDouble { Self.row($0) }
        let directory = directory(registry)
        #expect(try directory.tenantInMemory(Self.id) == nil)
        let tenant = try await directory.tenant(Self.id)
        #expect(try directory.tenantInMemory(Self.id) == tenant)
        #expect(try directory.tenantInMemory(slug: #require(Slug("acme"))) == tenant)
    }

    @Test func whatIsInMemoryIsNotToldByAHostThatHasNotHeardForTooLong() async throws {
        let directory = directory(RegistryDouble { Self.row($0) }, isHeld: false)
        #expect(throws: DirectoryError.stale(age: .zero)) { try directory.tenantInMemory(Self.id) }
    }

    @Test func aHostThatNeverHeardFromTheRegistryServesNobody() async {
        let directory = directory(RegistryDouble { Self.row($0) }, isHeld: false)
        await #expect(throws: DirectoryError.stale(age: .zero)) { try await directory.tenant(Self.id) }
    }

    @Test func aHostThatHasNotHeardForTooLongServesNobody() async {
        let directory = directory(RegistryDouble { Self.row($0) }, lease: .zero)
        await #expect(throws: DirectoryError.self) { try await directory.tenant(Self.id) }
    }

    @Test func aFailureIsNotRemembered() async throws {
        let registry = RegistryDouble { statement in
            if RequestScope.current != nil { throw DatabaseError.connectionLost }
            return Self.row(statement)
        }
        let directory = directory(registry)
        await #expect(throws: DatabaseError.connectionLost) {
            try await RequestScope.$current.withValue(RequestScope(deadline: .now, phases: PhaseClock())) {
                try await directory.tenant(Self.id)
            }
        }
        #expect(try await directory.tenant(Self.id) != nil)
    }

    @Test func aPlanThatTheSettingsLostKeepsItsNameAndTheDefaultLimits() async throws {
        let plan = try await directory(RegistryDouble { Self.row($0) }).tenant(Self.id)?.plan
        #expect(plan?.name == "gone" && plan?.limits.connections == 3)
    }
}
