import Contracts
import Synchronization

/// The tenants' own servers in memory, each read from the registry at first sight and let go of when the change feed names its
/// tenant. That a tenant has none is remembered, too.
///
/// Nothing here judges how fresh the feed is: the host's tenant directory has done so for every request that gets this far.
final class UpstreamDirectory: Sendable {
    private struct State {
        var known: [TenantID: Upstream?] = [:]
        /// Raised by every change, so that what was read before one is not kept after it.
        var epoch: UInt64 = 0
    }

    private let state = Mutex(State())
    private let load: @Sendable (TenantID) async throws -> Upstream?

    init(load: @escaping @Sendable (TenantID) async throws -> Upstream?) { self.load = load }

    func upstream(of tenant: TenantID) async throws -> Upstream? {
        let (known, epoch) = state.withLock { ($0.known[tenant], $0.epoch) }
        if let known { return known }
        let read = try await load(tenant)
        state.withLock { state in
            if state.epoch == epoch { state.known[tenant] = .some(read) }
        }
        return read
    }

    /// Lets go of whatever `change` may have made wrong; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        state.withLock { state in
            switch change {
            case .tenant(let tenant): state.known[tenant] = nil
            case nil: state.known = [:]
            default: return
            }
            state.epoch += 1
        }
    }
}
