internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes
internal import Synchronization

/// Proves who holds an operator key (`X-Admin-Key`). The few valid keys are kept in memory until the change feed names one.
final class KeyAuthenticator: OperatorAuthenticator {
    /// The valid keys by the identity in their text.
    private typealias KeyRing = [String: ValidKey]

    private struct State {
        var ring: KeyRing?
        /// Raised by every change, so that a ring read before one is not kept after it.
        var epoch: UInt64 = 0
        var lastNoted: [UUID: ContinuousClock.Instant] = [:]
    }

    private static let header = HTTPField.Name("X-Admin-Key")

    /// How often a key's last use is written down.
    private static let noteInterval = Duration.seconds(60)
    /// After how long a rest the use of a key counts as a log-in.
    private static let rest = Duration.seconds(3600)

    private let registry: any Database
    private let changes: any ChangeFeed
    private let audit: any AuditLog
    private let cryptography: any Cryptography
    private let store = OperatorKeyStore()
    private let state = Mutex(State())

    init(registry: any Database, changes: any ChangeFeed, audit: any AuditLog, cryptography: any Cryptography) {
        self.registry = registry
        self.changes = changes
        self.audit = audit
        self.cryptography = cryptography
    }

    func authenticate(_ request: Request) async throws -> OperatorPrincipal? {
        let ring = try await keyRing()
        // Without a single key the platform's routes are closed, not merely locked.
        guard !ring.isEmpty else { throw AdminError.noOperatorKeys }
        guard let header = Self.header, let text = request.fields[header] else { return nil }
        _ = try check(text, against: ring)
        // Operators are few and may do much: a key that was revoked elsewhere a moment ago must not pass, nor any key when the
        // registry cannot be asked. Only who holds a key costs the registry a question.
        try await changes.catchUp()
        let principal = try check(text, against: try await keyRing())
        try await noteUse(of: principal, from: request.remoteAddress)
        return principal
    }

    /// Lets go of the keys when `change` concerns them; nil is everything.
    func invalidate(_ change: RegistryChange?) {
        switch change {
        case .operatorKey, nil:
            state.withLock { state in
                state.ring = nil
                state.epoch += 1
            }
        case .tenant, .account, .session, .apiKey, .databaseServer: break
        }
    }

    private func check(_ text: String, against ring: KeyRing) throws(AdminError) -> OperatorPrincipal {
        guard let identity = OperatorKeyText.identity(in: text), let key = ring[identity] else { throw .operatorKeyInvalid }
        let hash = TextEncoding.hex(OperatorKeyText.hash(text, cryptography))
        guard cryptography.isEqual(Array(hash.utf8), key.hexHash) else { throw .operatorKeyInvalid }
        return key.principal
    }

    private func keyRing() async throws -> KeyRing {
        let (known, epoch) = state.withLock { ($0.ring, $0.epoch) }
        if let known { return known }
        let keys = try await store.valid(in: registry)
        let ring = KeyRing(
            keys.map { (OperatorKeyText.identity(of: $0.principal.keyID), $0) }, uniquingKeysWith: { first, _ in first })
        state.withLock { state in
            if state.epoch == epoch { state.ring = ring }
        }
        return ring
    }

    private func noteUse(of principal: OperatorPrincipal, from address: String) async throws {
        let now = ContinuousClock.now
        let isDue = state.withLock { state in
            if let last = state.lastNoted[principal.keyID], last + Self.noteInterval > now { return false }
            state.lastNoted[principal.keyID] = now
            return true
        }
        guard isDue else { return }
        try await registry.transaction { connection in
            guard try await store.noteUse(of: principal.keyID, after: Self.rest, on: connection) else { return }
            let details = JSONObject([JSONMember("address", .string(address))])
            try await audit.record(
                AuditEntry(actor: principal.actor, action: "operator.logged_in", details: details), on: connection)
        }
    }
}
