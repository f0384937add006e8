public import Contracts
public import FoundationEssentials
import Synchronization

/// A fleet that is never migrated: it keeps which tenants somebody waits for.
public final class FleetDouble: FleetMigrations {
    private let wanted = Mutex<[TenantID]>([])

    public init() {}

    public var hurried: [TenantID] { wanted.withLock { $0 } }

    public func hurry(_ tenant: TenantID) async { wanted.withLock { $0.append(tenant) } }

    public func plan(_ options: FleetOptions) async throws -> FleetPlan {
        FleetPlan(schema: TenantSchema(version: 1, fingerprint: "f"), groups: [], canaries: [], suspended: 0)
    }

    public func enter(_ options: FleetOptions, _ start: JobStart, actor: String) async throws -> JobOrder {
        throw FleetError.alreadyRunning
    }

    public func report(of run: UUID) async throws -> FleetReport? { nil }

    public func failures(of run: UUID, after position: FleetPosition?, limit: Int) async throws -> [FleetFailure] { [] }
}
