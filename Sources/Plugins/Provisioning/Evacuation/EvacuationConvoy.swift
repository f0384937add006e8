import Contracts
import FoundationEssentials
import Logging
import Synchronization

/// Moves some tenants, a few at once, each by a job of its own. One that cannot be moved keeps nobody else back.
struct EvacuationConvoy: Sendable {
    /// How often a tenant is tried to which something else is being done, and the pause between two attempts.
    private static let attempts = 30
    private static let pause: Duration = .seconds(2)

    let evacuator: ServerEvacuator
    let route: EvacuationRoute
    /// Whom the audit trail names for the moves.
    let actor: String

    private var dependencies: LifecycleDependencies { evacuator.dependencies }

    /// - Parameter went: told after each attempt how many of the tenants have not gone.
    /// - Throws: `EvacuationError.notDraining` as soon as the server is opened again; moves that have begun are finished by themselves.
    func move(_ tenants: [EvacuationStore.Resident], _ went: @escaping @Sendable (Int) async throws -> Void) async throws {
        let line = Line(tenants)
        try await withThrowingTaskGroup(of: Void.self) { workers in
            for _ in 0..<min(route.order.workers, tenants.count) {
                workers.addTask {
                    while let tenant = line.next() {
                        try await evacuator.requireDraining(route.order.server)
                        if try await hasGone(tenant) { try await went(tenants.count - line.countGone()) }
                    }
                }
            }
            try await workers.waitForAll()
        }
    }

    /// Those who wait for their turn, and how many have gone.
    private final class Line: Sendable {
        private let state: Mutex<(waiting: ArraySlice<EvacuationStore.Resident>, gone: Int)>

        init(_ tenants: [EvacuationStore.Resident]) { state = Mutex((tenants[...], 0)) }

        func next() -> EvacuationStore.Resident? { state.withLock { $0.waiting.popFirst() } }

        /// One more has gone.
        func countGone() -> Int {
            state.withLock { state in
                state.gone += 1
                return state.gone
            }
        }
    }

    private func hasGone(_ tenant: EvacuationStore.Resident) async throws -> Bool {
        do {
            try await move(tenant)
            return true
        } catch LifecycleError.unknownTenant {
            // It was erased meanwhile.
            return true
        } catch {
            try Task.checkCancellation()
            dependencies.logger.notice(
                "A tenant stays where it is.", metadata: ["tenant": "\(tenant.id)", "error": "\(error)"])
            return false
        }
    }

    private func move(_ tenant: EvacuationStore.Resident) async throws {
        for attempt in 1... {
            do {
                if try await finishBegunMove(of: tenant) { return }
                return try await moveAnywhere(tenant)
            } catch MoveError.changeRunning where attempt < Self.attempts {
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    /// - Returns: whether the tenant lies elsewhere by now: by a run before this one, or because an operator had it moved.
    private func finishBegunMove(of tenant: EvacuationStore.Resident) async throws -> Bool {
        let running = try await dependencies.registry.withConnection { connection in
            try await dependencies.jobs.unfinished(TenantMove.kindName, of: tenant.id, on: connection)
        }
        if let running { try await dependencies.jobs.finish(running) }
        let record = try await dependencies.registry.withConnection { try await dependencies.tenants.record(of: tenant.id, on: $0) }
        guard let record else { throw LifecycleError.unknownTenant }
        return record.placement.server != route.order.server
    }

    /// Tries one server after the other that may take it: one may be full by now or away, or be the one that is to be left, under another
    /// name.
    private func moveAnywhere(_ tenant: EvacuationStore.Resident) async throws {
        var refusal: any Error = MoveError.noPlace
        for server in try await route.servers(forPlan: tenant.plan) {
            do {
                return try await dependencies.jobs.finish(evacuator.mover.enqueue(tenant.id, to: server, actor: actor))
            } catch let error as MoveError where error == .noPlace || error == .sameServer {
                refusal = error
            } catch DatabaseError.connectFailed(let reason) {
                refusal = DatabaseError.connectFailed(reason)
            }
        }
        throw refusal
    }
}
