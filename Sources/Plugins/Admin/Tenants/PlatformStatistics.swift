internal import Contracts

/// The platform in numbers.
struct PlatformStatistics: Sendable, Equatable {
    /// How many tenants have something in common.
    struct Share: Sendable, Equatable {
        let name: String
        let count: Int
    }

    let byStatus: [Share]
    let byPlan: [Share]
    let byServer: [Share]
    let accounts: Int
    let memberships: Int
    let activeSessions: Int
    /// Hosts that hold a lease, or held one until a moment ago.
    let hosts: Int

    var json: JSONValue {
        [
            "tenants": [
                "total": .integer(byStatus.reduce(0) { $0 + $1.count }),
                "by_status": Self.object(Self.complete(byStatus)), "by_plan": Self.object(byPlan),
                "by_server": Self.object(byServer),
            ],
            "accounts": .integer(accounts), "memberships": .integer(memberships), "active_sessions": .integer(activeSessions),
            "hosts": .integer(hosts),
        ]
    }

    /// Every status, those without a tenant too, so that dashboards need not guess.
    private static func complete(_ shares: [Share]) -> [Share] {
        TenantStatus.allCases.map { status in shares.first { $0.name == status.rawValue } ?? Share(name: status.rawValue, count: 0)
        }
    }

    private static func object(_ shares: [Share]) -> JSONValue {
        .object(JSONObject(shares.map { JSONMember($0.name, .integer($0.count)) }))
    }
}
