@_spi(Host) import Contracts
import FoundationEssentials
import Logging
import TestSupport

extension PluginContext {
    /// A context whose host does nothing, for plugins that only look at their settings and services.
    static func sample(settings: SettingsNode, services: PluginServices) -> PluginContext {
        let host = IdleHost()
        return PluginContext(
            settings: settings, registry: UnreachableDatabase(), directory: StubTenantDirectory(), changes: host, audit: host,
            pools: host, jobs: host, tokens: host, passwords: host, cryptography: host,
            plans: PlanCatalogue(plans: [], defaultPlan: Plan(name: "free", isSelfService: true)), logger: Logger(label: "test"),
            services: services)
    }
}

/// Stands for everything that a host lends, and does none of it.
private struct IdleHost: ChangeFeed, AuditLog, PoolManager, JobQueue, TokenSigner, PasswordHasher, Cryptography {
    func publish(_ change: RegistryChange, on connection: any DatabaseConnection) async throws {}
    func subscribe(_ handler: @escaping @Sendable (RegistryChange?) -> Void) {}
    func catchUp() async throws {}
    func settle() async throws {}
    func record(_ entry: AuditEntry, on connection: any DatabaseConnection) async throws {}
    func entries(_ page: AuditPage, in registry: any Database) async throws -> [AuditRecord] { [] }
    func export(_ tenant: TenantID?, from registry: any Database, to write: @Sendable ([UInt8]) async throws -> Void) async throws {
    }
    func statistics() -> PoolManagerStatistics { PoolManagerStatistics(totalConnections: 0, maxTotalConnections: 0, pools: []) }
    func close(_ tenant: TenantID) async {}
    func fence(_ tenant: TenantID) {}
    func reopen(_ tenant: TenantID) {}
    func hold(_ tenant: TenantID, for duration: Duration) {}
    func release(_ tenant: TenantID, to server: String, revision: Int) {}
    func enter(_ order: JobOrder, _ start: JobStart, on connection: any DatabaseConnection) async throws {}
    func run(_ order: JobOrder, lending lent: (any Sendable)?) async throws {}
    func finish(_ job: UUID) async throws {}
    func unfinished(_ kind: String, of tenant: TenantID, on connection: any DatabaseConnection) async throws -> UUID? { nil }
    var takeoverTime: Duration { .zero }
    func wake() {}
    func find(_ job: UUID) async throws -> Job? { nil }
    func list(_ filter: JobFilter, after: JobPosition?, limit: Int) async throws -> (page: [Job], total: Int) { ([], 0) }
    func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String { "" }
    func sign(_ claims: APIKeyClaims, lifetime: Duration) throws -> String { "" }
    func verifyBearer(_ token: Substring) throws(TokenError) -> BearerClaims { throw .malformed }
    func publicKeys() -> JSONValue { [] }
    func hash(_ password: Secret) async throws -> String { "" }
    func verify(_ password: Secret, against hash: String?) async throws -> PasswordVerdict {
        PasswordVerdict(matches: false, needsRehash: false)
    }
    func randomBytes(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }
    func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes }
    func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
    func seal(_ plaintext: [UInt8], context: String) throws -> [UInt8] { plaintext }
    func open(_ sealed: [UInt8], context: String) throws -> [UInt8] { sealed }
    func authenticationCode(of message: [UInt8], context: String) throws -> [UInt8] { message }
    func signer(for purpose: String) throws -> any DocumentSigner { throw TokenError.unknownKey }
}
