import Contracts

@testable import HostRuntime

/// Drives a `PoolState` with random events, keeps its own books from the actions that come out, and compares after every step.
///
/// The world is small, so that its limits are met all the time: 12 tenants and the registry on 3 servers, 14 connections for all
/// tenants together. Tenant 0 asks for more than the others. The last of `tenants` is the registry.
struct PoolModel {
    static let tenantCount = 12
    static let registry = tenantCount
    static let maxLifetime = Duration.seconds(40)

    let settings: PoolSettings
    let budgets: [Int]
    let keys: [PoolKey]
    var state: PoolState
    var random: PoolRandom
    var now = ContinuousClock.now

    var connections: [ModelConnection] = []
    var waiters: [[ModelWaiter]]
    var placement: [Int]
    var isClosed: [Bool]
    var isDraining: [Bool]
    /// Until when each tenant is held; nil when it is not.
    var heldUntil: [ContinuousClock.Instant?]
    var isDown: [Bool]
    var breakers: [ModelBreaker]
    var wakes: [ContinuousClock.Instant] = []
    /// How many turns a pool took while another, which had no connection, waited: `[waiting pool][other pool]`.
    var turns: [[Int]]
    var violation: PoolViolation?
    var grants = 0

    /// - Parameter isTotalTight: whether the host's total is the limit that binds, and the servers' are not; else it is the reverse.
    init(seed: UInt64, isTotalTight: Bool, guards: PoolGuards) {
        var settings = PoolSettings.sample(
            perServer: isTotalTight ? 50 : 5, total: isTotalTight ? 10 : 18, connects: isTotalTight ? 50 : 3)
        settings.idleTimeout = .seconds(20)
        settings.maxLifetime = Self.maxLifetime
        settings.lifetimeJitter = 0.3
        settings.checkIdleAfter = .seconds(4)
        self.settings = settings
        budgets = isTotalTight ? [50, 50, 50] : [8, 6, 5]
        keys = (0..<Self.tenantCount).map { _ in .tenant(.random()) } + [.registry]
        state = PoolState(settings: settings, seed: seed, guards: guards)
        random = PoolRandom(seed: seed)
        waiters = Array(repeating: [], count: keys.count)
        placement = (0..<keys.count).map { $0 == Self.registry ? 3 : $0 % 3 }
        isClosed = Array(repeating: false, count: keys.count)
        isDraining = isClosed
        heldUntil = Array(repeating: nil, count: keys.count)
        isDown = Array(repeating: false, count: 4)
        breakers = Array(repeating: ModelBreaker(), count: 4)
        turns = Array(repeating: Array(repeating: 0, count: keys.count), count: keys.count)
        for server in 0..<3 { state.limit(server: Self.name(server), to: budgets[server], at: now) }
    }

    static func name(_ server: Int) -> String { "server-\(server)" }

    /// Takes random steps until one breaks a promise; then lets everything come to rest.
    mutating func run(steps: Int) -> PoolViolation? {
        for step in 0..<steps where violation == nil {
            takeStep()
            checkLimits()
            checkWaiters()
            if step % 512 == 0 { checkStatistics() }
        }
        if violation == nil { comeToRest() }
        return violation
    }

    mutating func fail(_ violation: PoolViolation) { self.violation = self.violation ?? violation }

    private mutating func takeStep() {
        switch Int.random(in: 0..<1000, using: &random) {
        case ..<330: lease()
        case ..<640: endLease()
        case ..<740: endConnect()
        case ..<820: endClose()
        case ..<850: endCheck()
        case ..<870: endReset()
        case ..<890: cancelWaiter()
        case ..<891: endConnection()
        case ..<985: passTime(.milliseconds(Int.random(in: 1...30, using: &random)))
        case ..<988: passTime(.seconds(Int.random(in: 1...8, using: &random)))
        case ..<992: toggleClosed()
        case ..<993: moveTenant()
        case ..<994: toggleHeld()
        case ..<996: isDown[Int.random(in: 0..<3, using: &random)].toggle()
        default: isDown = Array(repeating: false, count: 4)
        }
    }
}
