import Contracts
import Logging

/// How a tenant goes to another server while it is served: the steps of the job `tenant.move`.
///
/// All that can be done beforehand is: the copy is made, and brought up to date, while the tenant goes on writing. Then its requests wait for
/// as long as it takes to bring the last changes over and to look whether both databases are the same. Until the switch the source is
/// untouched and everything can be undone; from then on it is only what is left behind.
struct TenantMove: Sendable {
    static let kindName = "tenant.move"
    /// The pause before the second attempt, which doubles with each further one.
    private static let firstPause: Duration = .seconds(1)

    let dependencies: LifecycleDependencies
    let settings: MoveSettings
    /// Told how long requests waited.
    let paused: @Sendable (Duration) -> Void

    var kind: JobKind {
        JobKind(
            name: Self.kindName,
            steps: [
                .entered("reserve"),
                JobStep("examine", .repeatable(examine)),
                JobStep("prepare", .repeatable(prepare), undo: .repeatable(removeCopy)),
                JobStep("copy", .repeatable(copy)),
                JobStep("hand_over", .repeatable(handOver), undo: .repeatable(takeBack)),
                JobStep("switch", .inTransaction(switchOver), isPastReturn: true),
                JobStep("resume", .repeatable(resume)),
                JobStep("clean_up", .repeatable(cleanUp)),
                JobStep("complete", .inTransaction(complete)),
            ],
            turnRound: { [dependencies] run, connection in
                let entry = AuditEntry(actor: run.requestedBy, action: "tenant.move_undone", tenant: run.tenant)
                try await dependencies.audit.record(entry, on: connection)
            }, report: Self.report)
    }

    /// Before there is anything that could be undone: what removes the copy must not find the original.
    private func examine(_ run: any JobRun) async throws {
        try await requireApart(run)
        let payload = try MovePayload(run.payload)
        try await dependencies.databases.preparation.restore(payload.target.server)
    }

    private func prepare(_ run: any JobRun) async throws {
        try await requireApart(run)
        let target = try MovePayload(run.payload).target
        let password = try await dependencies.registry.withConnection { [dependencies] connection in
            let secret = try await dependencies.tenants.password(of: run.tenantID, on: connection)
            return RolePassword(secret: secret, cryptography: dependencies.cryptography)
        }
        let databases = dependencies.databases.on(run)
        try await databases.administer(target.server) { admin in
            try await databases.lock(target, on: admin)
            try await databases.createRole(target, verifier: password.scramVerifier(), on: admin)
        }
    }

    private func copy(_ run: any JobRun) async throws { try await DatabaseCopy(run, dependencies).make() }

    /// Tried again, ever later, while it is the tenant's own use of its database that stands in the way. Between two attempts it is served,
    /// and so it is when another host died within one: its requests have waited for long enough.
    private func handOver(_ run: any JobRun) async throws {
        if run.epoch > 1 { try await takeBack(run) }
        var pause = Self.firstPause
        for attempt in 1... {
            do {
                return try await attemptHandOver(run)
            } catch let error where attempt < settings.attempts && Self.isPassing(error) {
                dependencies.logger.notice(
                    "A move is tried again.", metadata: ["job": "\(run.job)", "attempt": "\(attempt)", "error": "\(error)"])
                try await Task.sleep(for: pause)
                pause *= 2
                if case MoveError.layoutDiffers = error { try await copy(run) }
            }
        }
    }

    private func attemptHandOver(_ run: any JobRun) async throws {
        let payload = try MovePayload(run.payload)
        let fence = SourceFence(placement: payload.source)
        try await dependencies.databases.on(run).withTwins(payload) { twins in
            try await twins.requireSameLayout()
            let began = ContinuousClock.now
            let written = try await twins.synchronise()
            guard began.duration(to: .now) < settings.pauseLimit - settings.drainLimit else { throw MoveError.tooLarge }
            let handOver = HandOver(
                dependencies: dependencies, settings: settings, tenant: try run.tenantID, fence: fence, twins: twins,
                written: written)
            do {
                try await handOver.complete { try await run.save(payload.held(at: $0).json) }
            } catch {
                try await uninterrupted(within: .seconds(10)) { try await takeBack(run) }
                throw error
            }
        }
    }

    private func switchOver(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let payload = try MovePayload(run.payload)
        guard try await dependencies.placement.takePlace(on: payload.target.server, within: connection) else {
            throw MoveError.noPlace
        }
        try await dependencies.tenants.relocate(run.tenantID, from: payload.source, to: payload.target, on: connection)
        try await dependencies.changes.publish(.tenant(run.tenantID), on: connection)
    }

    /// Every host serves the tenant from the target when it is done.
    private func resume(_ run: any JobRun) async throws {
        try await dependencies.changes.settle()
        var payload = try MovePayload(run.payload)
        guard let began = payload.heldAt, payload.pauseMilliseconds == nil else { return }
        let now = try await dependencies.registry.withConnection { try await RegistryTime.read(on: $0) }
        payload.pauseMilliseconds = Int(now - began)
        try await run.save(payload.json)
        paused(.milliseconds(now - began))
    }

    private func cleanUp(_ run: any JobRun) async throws {
        try await requireApart(run)
        try await dependencies.databases.on(run).remove(MovePayload(run.payload).source)
    }

    private func complete(_ run: any JobRun, on connection: any DatabaseConnection) async throws {
        let payload = try MovePayload(run.payload)
        let details = payload.places + [JSONMember("pause_ms", payload.pauseMilliseconds.map { .integer($0) } ?? .null)]
        try await dependencies.audit.record(
            AuditEntry(actor: run.requestedBy, action: "tenant.moved", tenant: run.tenant, details: JSONObject(details)),
            on: connection)
    }

    private func requireApart(_ run: any JobRun) async throws {
        let payload = try MovePayload(run.payload)
        try await dependencies.databases.on(run).requireApart(payload.source.server, payload.target.server)
    }

    private static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case MoveError.notDrained, MoveError.tooLarge, MoveError.layoutDiffers, MoveError.contentDiffers: true
        case DatabaseError.server: TenantMigration.isPassing(error)
        default: false
        }
    }

    private static func report(_ error: any Error, step: String) -> any Error {
        switch error {
        case is MoveError, is ServerError, DatabaseError.connectFailed, DatabaseError.connectionLost, is CancellationError: error
        default: MoveError.failed(step: step)
        }
    }
}

/// How it is undone.
extension TenantMove {
    private func removeCopy(_ run: any JobRun) async throws {
        try await requireApart(run)
        try await dependencies.databases.on(run).remove(MovePayload(run.payload).target)
    }

    /// Serves the tenant from the source again. One whose server is away waits no longer for it.
    private func takeBack(_ run: any JobRun) async throws {
        let source = try MovePayload(run.payload).source
        do {
            try await dependencies.databases.on(run).administer(source.server) {
                try await SourceFence(placement: source).open(over: $0)
            }
        } catch {
            try await release(run)
            throw error
        }
        try await release(run)
    }

    private func release(_ run: any JobRun) async throws {
        try await run.transaction { [dependencies] connection in
            try await dependencies.tenants.release(run.tenantID, on: connection)
            try await dependencies.changes.publish(.tenant(run.tenantID), on: connection)
        }
    }
}
