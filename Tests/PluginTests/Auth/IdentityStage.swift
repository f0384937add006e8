@_spi(Host) import Contracts
import FoundationEssentials
import HTTPTypes
import HostCrypto
import HostRegistry
import Logging
import TestSupport

@testable import AdminPlugin
@testable import AuthPlugin

/// The auth and admin plugins on a registry of their own, with the real driver, change feed, audit log and cryptography.
/// Requests go to the plugins' routes without a socket in between.
final class IdentityStage: Sendable {
    let registry: IdentityRegistry
    let hasher = IdentityHasher()
    let lifecycle: IdentityLifecycle
    let entitlements: RegistryEntitlements
    let traffic = IdentityTraffic()
    let pools = IdentityPools()
    let workspace = IdentityWorkspace()
    let cryptography: OpenSSLCryptography
    let feed: RegistryChangeFeed
    let jobs: RegistryJobQueue
    let auth: AuthPlugin
    let admin: AdminPlugin
    let keys: OperatorKeys

    /// Runs `body` on a new stage whose change feed is running, and takes the stage down after it.
    static func run(
        settings: [(String, String)] = [], _ body: @Sendable (IdentityStage) async throws -> Void
    ) async throws {
        let registry = try await IdentityRegistry.make()
        let stage = try IdentityStage(registry, settings: settings)
        let (started, starter) = AsyncStream<Void>.makeStream()
        stage.feed.subscribe { _ in starter.yield() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stage.feed.run() }
            defer { group.cancelAll() }
            // The feed begins by having everything forgotten; what a test sees comes after that.
            for await _ in started { break }
            try await body(stage)
        }
        await registry.close()
    }

    private init(_ registry: IdentityRegistry, settings: [(String, String)]) throws {
        self.registry = registry
        lifecycle = IdentityLifecycle(registry: registry)
        cryptography = try OpenSSLCryptography(key: [UInt8](repeating: 0xAB, count: 32))
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        feed = RegistryChangeFeed(
            registry: registry, lease: HostLease(duration: .seconds(10)),
            settings: FeedSettings(pollInterval: .milliseconds(250), readTimeout: .seconds(2)), logger: logger)
        jobs = RegistryJobQueue(
            registry: registry,
            settings: JobSettings(host: "test:1", lease: .seconds(10), pollInterval: .seconds(1), maxRunning: 1), bell: JobBell(),
            logger: logger)
        let limits = TenantLimits(users: 5, requestsPerMinute: 600)
        let pro = Plan(name: "pro", isSelfService: true, limits: limits, features: ["reports", "export"])
        var services = PluginServices()
        services.lifecycle = lifecycle
        services.workspaceMembership = workspace
        let context = PluginContext(
            settings: IdentitySettings.node(settings), registry: registry, directory: IdentityDirectory(), changes: feed,
            audit: RegistryAuditLog(), pools: pools, jobs: jobs, tokens: IdentityTokens(), passwords: hasher,
            cryptography: cryptography,
            plans: PlanCatalogue(plans: [pro], defaultPlan: Plan(name: "free", isSelfService: true)), logger: logger,
            services: services)
        auth = try AuthPlugin(context: context)
        entitlements = RegistryEntitlements(registry: registry, plans: context.plans, changes: feed, audit: RegistryAuditLog())
        let plain = PluginContext(
            settings: IdentitySettings.node([], path: "plugins.admin"), registry: registry, directory: IdentityDirectory(),
            changes: feed,
            audit: RegistryAuditLog(), pools: pools, jobs: jobs, tokens: IdentityTokens(), passwords: hasher,
            cryptography: cryptography,
            plans: context.plans, logger: logger, services: services)
        admin = try AdminPlugin(
            context: plain, administration: IdentityServers(), entitlements: entitlements, traffic: traffic,
            servers: RegistryServers(
                registry: registry, driver: TestReactors.driver, reach: ServerReach(administration: IdentityServers()),
                changes: feed, audit: RegistryAuditLog(), cryptography: cryptography))
        keys = OperatorKeys(registry: registry, changes: feed, audit: RegistryAuditLog(), cryptography: cryptography)
    }
}
