internal import Contracts

/// One pool: its limit, its connections by state, and who waits.
struct Pool {
    /// Where a pool stands that needs a connection opened and has to wait for room.
    enum Turn {
        /// It needs none, or cannot have one for a reason of its own.
        case none
        /// In its server's queue. Leads to `total` when the server has room and the host has not.
        case server
        /// In the host's queue, one place at its server kept for it.
        case total
    }

    let key: PoolKey
    var server: Int
    /// The newest of the requests'.
    var revision: Int
    /// Most connections, in every state.
    var limit: Int
    /// By last use, the most recent last.
    var idle: [ConnectionID] = []
    var connecting = 0
    var checking = 0
    var leased = 0
    var resetting = 0
    var closing = 0
    /// How many of them are to be closed when they come back.
    var doomed = 0
    var waiters = SlotList()
    var turn = Turn.none
    /// Which part of the turn's queue it is in.
    var isNewcomer = false
    var lastUsed: ContinuousClock.Instant
    /// Connects that the server refused for a reason of this pool's: a wrong password, a database that is gone.
    var breaker = CircuitBreaker()
    /// Fenced off; nobody waits, and what comes back is closed.
    var isClosed = false
    /// Nobody is given a connection, and none is opened; who asks waits.
    var isHeld = false

    init(key: PoolKey, server: Int, revision: Int, limit: Int, lastUsed: ContinuousClock.Instant) {
        self.key = key
        self.server = server
        self.revision = revision
        self.limit = limit
        self.lastUsed = lastUsed
    }

    /// Its connections are set aside from the host's total and are never closed to make room.
    var isReserved: Bool { key == .registry }
    /// Connections that are open and will serve again.
    var established: Int { idle.count + checking + leased + resetting }
    /// Connections that serve or soon will.
    var live: Int { established + connecting }
    /// Connections in every state.
    var count: Int { live + closing }
    /// Connections that will be at hand without anything being asked for.
    var incoming: Int { connecting + checking + resetting }
    var isEmpty: Bool { count == 0 && waiters.isEmpty }
}
