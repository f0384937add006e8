import Contracts
import Synchronization

/// The compiled roles of every workspace that this host has served, kept in memory: a request on the warm path asks the database
/// for nothing.
final class RoleCache: Sendable {
    private struct Entry {
        let book: RoleBook
        let readAt: ContinuousClock.Instant
    }

    private struct State {
        var byTenant: [TenantID: Entry] = [:]
        /// Raised by every change, so that what was read before one is not kept after it.
        var epoch: UInt64 = 0
    }

    private let state = Mutex(State())
    /// How long roles are used before they are read again. Changes that this host hears of are taken up at once.
    private let refreshInterval: Duration

    init(refreshInterval: Duration) { self.refreshInterval = refreshInterval }

    /// The caller with what they may do.
    func caller(_ context: TenantRequestContext) async throws -> Caller {
        let principal = context.principal
        // Nobody narrows an owner, and a key without a role of the workspace's own needs no look at them.
        switch principal {
        case .user(let user) where user.role == .owner: return Caller(principal, Permissions(role: principal.role))
        case .apiKey(let key) where key.customRoleID == nil: return Caller(principal, Permissions(role: principal.role))
        default: break
        }
        return Caller(principal, try await book(of: context.tenant.id, in: context.database).permissions(of: principal))
    }

    func book(of tenant: TenantID, in database: any Database, now: ContinuousClock.Instant = .now) async throws -> RoleBook {
        let (known, epoch) = state.withLock { ($0.byTenant[tenant], $0.epoch) }
        if let known, known.readAt.advanced(by: refreshInterval) > now { return known.book }
        let book = try await RoleReader(database: database).book()
        state.withLock { state in
            if state.epoch == epoch { state.byTenant[tenant] = Entry(book: book, readAt: now) }
        }
        return book
    }

    /// Lets go of a tenant's roles, or with nil of all: the next request reads them again.
    func forget(_ tenant: TenantID?) {
        state.withLock { state in
            if let tenant { state.byTenant[tenant] = nil } else { state.byTenant = [:] }
            state.epoch += 1
        }
    }
}
