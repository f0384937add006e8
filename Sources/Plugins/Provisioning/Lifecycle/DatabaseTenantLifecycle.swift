import Contracts
import FoundationEssentials
import Logging

/// The lifecycle of tenants that have a database each, for those who wait for it: every change is a job, which this host runs while they
/// wait and any host finishes if it cannot.
struct DatabaseTenantLifecycle: TenantLifecycle {
    let dependencies: LifecycleDependencies
    let reservations: TenantReservations
    let suspension: TenantSuspension
    let deletion: TenantDeletion
    /// What a deletion waits that does not say how long.
    let erasureGrace: Duration
    let gate: CreationGate

    private var jobs: any JobQueue { dependencies.jobs }

    func create(_ order: TenantOrder) async throws -> CreatedTenant {
        // The stock is left alone while many sign up, and looked at when the last of them are done.
        defer { if !gate.isBusy { reservations.stock.isWanted() } }
        return try await gate.pass { try await createAtOnce(order) }
    }

    func enqueue(_ order: TenantOrder) async throws -> UUID {
        let draft = try await reservations.draft(order)
        let hash = try await dependencies.identity.hash(order.ownerPassword)
        do {
            let reserved = try await reservations.reserve(draft, passwordHash: hash, .queued)
            jobs.wake()
            reservations.stock.isWanted()
            return reserved.job.id
        } catch let doubt as ReservationInDoubt {
            // The job, if there is one, is somebody's to find.
            throw doubt.reason
        }
    }

    func suspend(_ tenant: TenantID, reason: String, actor: String) async throws {
        let order = try await suspension.enterSuspension(of: tenant, reason: reason, actor: actor)
        do {
            try await jobs.run(order, lending: nil)
        } catch {
            // It is suspended, and the job goes on; but nobody may be told that it is served nowhere before that is known.
            reportUnfinished(order.id, error)
            throw ChangeFeedError.unconfirmed
        }
    }

    func activate(_ tenant: TenantID, actor: String) async throws {
        let entered = try await dependencies.registry.transaction { connection in
            try await suspension.enterResumption(of: tenant, actor: actor, on: connection)
        }
        try await finish(entered, of: tenant)
    }

    func delete(_ tenant: TenantID, actor: String) async throws -> ErasureReceipt {
        switch try await delete(tenant, grace: .zero, actor: actor) {
        case .erased(let receipt): return receipt
        case .due: throw LifecycleError.unknownTenant
        }
    }

    func delete(_ tenant: TenantID, grace: Duration?, actor: String) async throws -> DeletionOutcome {
        let entered = try await deletion.enter(tenant, grace: grace ?? erasureGrace, actor: actor)
        do {
            switch entered {
            case .begun(let order): try await jobs.run(order, lending: nil)
            case .unfinished(let job): try await jobs.finish(job)
            case .scheduled(let record, let dueAt):
                try await TenantCutOff(dependencies: dependencies).complete(record)
                return .due(at: dueAt)
            }
        } catch let failure as JobFailure {
            throw failure.reason
        }
        await dependencies.settle()
        let receipt = try await dependencies.registry.withConnection { connection in
            try await dependencies.tenants.receipt(of: tenant, on: connection)
        }
        guard let receipt else { throw LifecycleError.unknownTenant }
        return .erased(receipt)
    }

    func restore(_ tenant: TenantID, actor: String) async throws {
        let resumption = try await dependencies.registry.transaction { connection in
            let before = try await dependencies.tenants.withdrawErasure(of: tenant, on: connection)
            try await dependencies.audit.record(
                AuditEntry(actor: actor, action: "tenant.restored", tenant: tenant), on: connection)
            try await dependencies.changes.publish(.tenant(tenant), on: connection)
            // It brings the schema of the database up to date first.
            return before == .active ? try await suspension.enterResumption(of: tenant, actor: actor, on: connection) : nil
        }
        await dependencies.settle()
        if let resumption { try await finish(resumption, of: tenant) }
    }

    /// - Throws: `LifecycleError.invalidTransition` when the tenant was deleted rather than resumed.
    private func finish(_ resumption: TenantSuspension.Entered, of tenant: TenantID) async throws {
        do {
            switch resumption {
            case .begun(let order): try await jobs.run(order, lending: nil)
            case .unfinished(let job): try await jobs.finish(job)
            }
        } catch let failure as JobFailure where failure.isUndone {
            throw failure.reason
        } catch {
            reportUnfinished(resumption.job, error)
        }
        let record = try await dependencies.registry.withConnection { try await dependencies.tenants.record(of: tenant, on: $0) }
        guard let record else { throw LifecycleError.unknownTenant }
        guard record.status != .deleting else { throw LifecycleError.invalidTransition(from: .deleting, to: .active) }
    }

    private func createAtOnce(_ order: TenantOrder) async throws -> CreatedTenant {
        let draft = try await reservations.draft(order)
        let reserved: TenantDraft.Reserved
        do {
            reserved = try await reservations.reserve(draft, .claimed)
        } catch let doubt as ReservationInDoubt {
            // The names must not stay taken for that. Without the password the job, if there is one, is undone.
            try? await jobs.run(doubt.draft.jobOrder(), lending: nil)
            throw doubt.reason
        }
        let hash = TenantCreation.PendingHash { try await dependencies.identity.hash(order.ownerPassword) }
        defer { hash.cancel() }
        do {
            try await jobs.run(reserved.job, lending: hash)
        } catch let failure as JobFailure {
            throw failure.reason
        }
        return reserved.draft.created(as: reserved.slug, owner: reserved.owner)
    }

    /// The transition is committed and every host follows it: that what comes after must be repeated is nothing the caller can help.
    private func reportUnfinished(_ job: UUID, _ error: any Error) {
        dependencies.logger.warning(
            "A committed change has to be carried on.", metadata: ["job": "\(job.canonical)", "error": "\(error)"])
    }
}
