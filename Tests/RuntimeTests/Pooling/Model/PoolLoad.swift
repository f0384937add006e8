/// How many connections there are, counted one by one.
struct PoolLoad {
    var perTenant: [Int]
    var perServer = Array(repeating: 0, count: 4)
    /// By server, those that are being opened.
    var connecting = Array(repeating: 0, count: 4)

    init(_ connections: [ModelConnection], tenants: Int) {
        perTenant = Array(repeating: 0, count: tenants)
        for connection in connections {
            perTenant[connection.tenant] += 1
            perServer[connection.server] += 1
            if connection.phase == .connecting { connecting[connection.server] += 1 }
        }
    }
}
