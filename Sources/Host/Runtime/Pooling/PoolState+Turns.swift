extension PoolState {
    /// Gives the pool a place in its server's queue, or lets it keep the one it has.
    mutating func enterTurn(_ pool: Int) {
        let isNewcomer = pools[pool].live == 0
        switch pools[pool].turn {
        case .none: pools[pool].turn = .server
        case .server, .total:
            if pools[pool].isNewcomer == isNewcomer { return }
            unlinkTurn(pool)
        }
        pools[pool].isNewcomer = isNewcomer
        linkTurn(pool)
    }

    mutating func leaveTurn(_ pool: Int) {
        guard pools[pool].turn != .none else { return }
        unlinkTurn(pool)
        if pools[pool].turn == .total { servers[pools[pool].server].kept -= 1 }
        pools[pool].turn = .none
    }

    /// Opens connections for the pools that wait for the server, in turn, while there is room; else makes room.
    mutating func openWhereRoom(on server: Int, at now: Instant) {
        guard !servers[server].turns.isEmpty else { return }
        while let pool = servers[server].turns.first, !isFull(server), mayConnect(to: server, at: now) {
            leaveTurn(pool)
            if pools[pool].isReserved || (totalTurns.isEmpty && !isTotalFull) {
                open(pool, at: now)
                if needsConnection(pool, at: now) { enterTurn(pool) }
            } else {
                servers[server].kept += 1
                pools[pool].turn = .total
                linkTurn(pool)
            }
        }
        makeRoom(on: server)
        makeRoomInTotal()
    }

    /// Opens connections for the pools that wait for the host's total, in turn, while there is room.
    mutating func openWhereRoomInTotal(at now: Instant) {
        while !isTotalFull, let pool = totalTurns.first {
            leaveTurn(pool)
            open(pool, at: now)
            if needsConnection(pool, at: now) { enterTurn(pool) }
            openWhereRoom(on: pools[pool].server, at: now)
        }
        makeRoomInTotal()
    }

    /// Whether the room that the connection takes belongs to another pool now: one that has none, or, if the owner has waiters of
    /// its own, one that has at least two fewer. Connections that are being closed settle as many claims.
    mutating func isClaimedElsewhere(_ id: ConnectionID) -> Bool {
        let pool = connections[id.index].pool
        let server = connections[id.index].server
        if !servers[server].turns.isEmpty, isFull(server) {
            servers[server].turns.letPass(pool, links: &turnLinks)
            if hasClaim(servers[server].turns, closing: servers[server].closing, against: pool) { return true }
            servers[server].turns.letPass(servers[server].turns.growers.first, links: &turnLinks)
        }
        if !totalTurns.isEmpty, isTotalFull, !pools[pool].isReserved {
            totalTurns.letPass(pool, links: &turnLinks)
            if hasClaim(totalTurns, closing: sharedClosing, against: pool) { return true }
            totalTurns.letPass(totalTurns.growers.first, links: &turnLinks)
        }
        return false
    }

    /// Of the growers only the first is asked; if it has no claim on this connection, the next is asked at the next one.
    private func hasClaim(_ turns: TurnQueue, closing: Int, against owner: Int) -> Bool {
        if turns.newcomers.count > closing { return true }
        guard turns.count > closing else { return false }
        if pools[owner].waiters.isEmpty { return true }
        guard let grower = turns.growers.first else { return false }
        return pools[grower].live + 2 <= pools[owner].live
    }

    private mutating func linkTurn(_ pool: Int) {
        let isNewcomer = pools[pool].isNewcomer
        let inTurn = guards.contains(.turns)
        if pools[pool].turn == .total {
            totalTurns.add(pool, isNewcomer: isNewcomer, inTurn: inTurn, links: &turnLinks)
        } else {
            servers[pools[pool].server].turns.add(pool, isNewcomer: isNewcomer, inTurn: inTurn, links: &turnLinks)
        }
    }

    private mutating func unlinkTurn(_ pool: Int) {
        let isNewcomer = pools[pool].isNewcomer
        if pools[pool].turn == .total {
            totalTurns.remove(pool, isNewcomer: isNewcomer, links: &turnLinks)
        } else {
            servers[pools[pool].server].turns.remove(pool, isNewcomer: isNewcomer, links: &turnLinks)
        }
    }
}
