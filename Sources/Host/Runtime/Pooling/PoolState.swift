internal import Contracts

/// All pools of the host as one state machine: events come in as calls, what is to be done comes out as `PoolAction`s.
///
/// It has no lock, no clock and no socket: time comes in with each event, the caller sees to it that events come one at a time,
/// and performs the actions afterwards. Room for connections is limited three times over, by pool, by server and by host; a
/// connection takes room in every state, from connecting until it is closed.
///
/// A pool that needs a connection and finds no room takes a place in a queue, one place however many requests wait in it: its
/// server's while the server is what it waits for, then the host's. Places are served in turn, pools without a connection first.
struct PoolState: Sendable {
    typealias Instant = ContinuousClock.Instant

    let settings: PoolSettings
    let guards: PoolGuards
    var random: PoolRandom

    var pools = Slab<Pool>()
    var poolByKey: [PoolKey: Int] = [:]
    var servers: [PoolServer] = []
    var serverByName: [String: Int] = [:]
    var connections = Slab<PoolConnection>()
    var waiters = Slab<PoolWaiter>()
    var waiterLinks = SlotLinks()
    var deadlines = DeadlineQueue()
    /// Pools that are closed until they are reopened, whether they exist or not.
    var closedKeys: Set<PoolKey> = []
    /// Pools that are held, whether they exist or not, and until when.
    var heldKeys: [PoolKey: Instant] = [:]
    var isShuttingDown = false

    /// Connections, and those of them that are being closed, without the registry's.
    var sharedCount = 0
    var sharedClosing = 0
    /// Pools whose server has room and that wait for the host's total.
    var totalTurns = TurnQueue()
    var turnLinks = SlotLinks()
    /// Links the pools in `PoolServer.idlePools`.
    var idleLinks = SlotLinks()

    /// When `timerFired` will be called, the earliest last.
    var wakes: [Instant] = []
    var nextSweep: Instant?
    var sweptConnections = 0
    var sweptPools = 0

    private var actions: [PoolAction] = []

    init(settings: PoolSettings, seed: UInt64, guards: PoolGuards = .all) {
        self.settings = settings
        self.guards = guards
        random = PoolRandom(seed: seed)
    }

    var hasActions: Bool { !actions.isEmpty }

    /// What has to be done since the last call, in order.
    mutating func takeActions() -> [PoolAction] {
        defer { actions = [] }
        return actions
    }

    mutating func emit(_ action: PoolAction) { actions.append(action) }
}
