import Contracts
import Foundation
import TestSupport

/// A host with a plan of small limits, whose databases are measured all the time. The suites on limits share it.
struct LimitScene: Sendable {
    private static let started = Task { try await LimitScene() }

    static var shared: LimitScene { get async throws { try await started.value } }

    /// Members that the plan `small` allows.
    static let users = 3

    private let settings: SettingsCopy
    let stack: TestStack

    var api: ProductAPI { ProductAPI(stack.client) }

    init(hosts: Int = 1) async throws {
        settings = try SettingsCopy()
        try settings.set("size_interval_ms", to: "200")
        try settings.replace(
            "  pro:\n", with: "  small:\n    self_service: true\n    max_users: \(Self.users)\n    features: []\n  pro:\n")
        stack = try TestStack(hosts: hosts, environment: settings.environment)
    }

    /// An organization without any limit but what a test gives it.
    func organization(plan: String = "free") async throws -> LimitedTenant {
        LimitedTenant(scene: self, organization: try await api.signUp("Limited", plan: plan))
    }

    func admin(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await api.call(method, "/api/admin" + path, body, operatorKey: stack.operatorKey)
    }
}

/// One organization, its owner's calls, and what operators do to its limits.
struct LimitedTenant: Sendable {
    let scene: LimitScene
    let organization: ProductAPI.Organization

    func callAsFunction(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws -> ProductAPI.Reply {
        try await scene.api.call(method, path, body, token: organization.accessToken)
    }

    @discardableResult
    func limit(_ limits: JSONValue) async throws -> ProductAPI.Reply {
        let reply = try await scene.admin("PATCH", "/tenants/\(organization.tenantID)/limits", limits)
        guard reply.status == 200 else { throw UnexpectedReply(reply) }
        return reply
    }

    /// What operators are shown of one limit.
    func shown(_ limit: TenantLimit) async throws -> JSONValue {
        try await scene.admin("GET", "/tenants/\(organization.tenantID)").json["data"]["limits"][limit.rawValue]
    }

    /// Lets the organization have so many records more than it has.
    func leaveRoom(for records: Int) async throws {
        let used = try await shown(.records)["used"].int ?? 0
        try await limit(["max_records": .integer(used + records)])
    }

    /// How many of `count` such calls at the same time got each status.
    func statuses(_ count: Int, _ call: @escaping @Sendable (Int) async throws -> ProductAPI.Reply) async throws -> [Int: Int] {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<count { group.addTask { try await call(index).status } }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    func addMember() async throws -> ProductAPI.Reply {
        let email = "member-\(UUID().uuidString.lowercased())@example.com"
        return try await self("POST", "/api/members", ["email": .string(email), "password": "correct horse", "role": "viewer"])
    }

    static func people(_ count: Int) -> JSONValue {
        .array((0..<count).map { _ in ["emails": ["primaryEmail": .string("\(UUID().uuidString.lowercased())@example.com")]] })
    }
}
