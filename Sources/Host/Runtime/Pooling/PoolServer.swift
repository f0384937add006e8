/// One PostgreSQL server: its budget, and the pools that wait for room on it.
struct PoolServer {
    let name: String
    /// Most connections, in every state.
    var budget: Int
    /// Connections in every state.
    var count = 0
    var connecting = 0
    var closing = 0
    /// Places kept for pools that wait for the host's total; each stands for a connection and a connect.
    var kept = 0
    var breaker = CircuitBreaker()
    /// Since when connections are known to break: one last used before is checked before it is leased.
    var suspected: ContinuousClock.Instant?
    /// Pools that wait for room here.
    var turns = TurnQueue()
    /// Pools with idle connections, the least recently used first.
    var idlePools = SlotList()

    init(name: String, budget: Int) {
        self.name = name
        self.budget = budget
    }
}
