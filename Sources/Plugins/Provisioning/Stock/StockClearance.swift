import Contracts

/// What is kept on servers for tenants to come, as those see it who take a server out of use.
struct StockClearance: ServerStock {
    let keeper: StockKeeper
    let template: TenantTemplate

    func readyDatabases() async throws -> [String: Int] {
        try await keeper.registry.withConnection { try await keeper.stock.store.countReady(on: $0) }
    }

    func forget(_ server: String) async throws {
        try await keeper.registry.withConnection { connection in
            for (id, _) in try await keeper.stock.store.giveUpUseless(of: server, on: connection) {
                try await keeper.stock.store.discard(id, on: connection)
            }
        }
    }

    func clear(_ server: String) async throws {
        do {
            try await keeper.clear(server)
            try await template.remove(from: server)
        } catch DatabaseError.connectFailed(.unreachable(let reason)), DatabaseError.connectFailed(.refused(let reason)) {
            throw ServerError.unreachable(reason)
        } catch DatabaseError.connectFailed(.timedOut) {
            throw ServerError.unreachable("it does not answer in time")
        }
    }
}
