import Contracts
import Foundation
import TestSupport
import Testing

/// Three hosts with a short lease on one registry, each of which can be asked by itself.
struct CutOffScene: Sendable {
    static let lease: Duration = .seconds(2)
    static let shared = Task { try CutOffScene() }

    let stack: TestStack
    private let settings: SettingsCopy

    init() throws {
        settings = try SettingsCopy()
        try settings.set("max_staleness_ms", to: String(Int(Self.lease / .milliseconds(1))))
        stack = try TestStack(hosts: 3, environment: settings.environment)
    }

    var api: ProductAPI { ProductAPI(stack.client) }

    /// Has just so many hosts serve, from the first on.
    func serve(by count: Int) async throws {
        for number in 1...3 where number > count && (try? stack.incarnation(of: "host-\(number)")) ?? nil != nil {
            try await stack.end("host-\(number)", by: SIGTERM)
        }
        if count == 3 { try stack.start() }
        try await eventually { try stack.sql("SELECT count(*) FROM host_instance") == String(count) }
    }

    /// Changes the tenant's state through one host.
    func change(_ tenant: String, to verb: String, through host: Int = 1) async throws -> ProductAPI.Reply {
        let body: JSONValue? = verb == "suspend" ? ["reason": "test"] : nil
        return try await stack.host(host).call(
            "POST", "/api/admin/tenants/\(tenant)/\(verb)", body, operatorKey: stack.operatorKey)
    }

    func people(_ owner: ProductAPI.Organization, on host: Int) async throws -> ProductAPI.Reply {
        try await stack.host(host).call("GET", "/rest/people?limit=1", token: owner.accessToken)
    }

    /// An organization that every host has served from memory.
    func knownOrganization(hosts: Int = 3) async throws -> ProductAPI.Organization {
        let owner = try await api.signUp()
        for host in 1...hosts { try await eventually { try await people(owner, on: host).status == 200 } }
        return owner
    }

    /// Runs `body` while a host stands still, as under a debugger, or on a machine that is short of memory.
    func withFrozen<Result>(_ host: Int, _ body: () async throws -> Result) async throws -> Result {
        try stack.signal("host-\(host)", SIGSTOP)
        do {
            let result = try await body()
            try stack.signal("host-\(host)", SIGCONT)
            return result
        } catch {
            try stack.signal("host-\(host)", SIGCONT)
            throw error
        }
    }
}
