import Contracts
import Foundation
import TestSupport
import Testing

/// A host is killed at every step of an export, a restoration and an import, and another takes over.
@Suite(.serialized) struct ArchiveCrashTests {
    private static let crash = Result { try CrashScene() }

    private let crash: CrashScene
    private let scene: ArchiveScene

    init() throws {
        crash = try Self.crash.get()
        scene = ArchiveScene(api: crash.api, stack: crash.stack)
    }

    /// Waits until no job is left, and has both hosts run again.
    private func settle() async throws {
        try await eventually(within: .seconds(40)) {
            try crash.stack.sql("SELECT count(*) FROM job WHERE finished_at IS NULL") == "0"
        }
        try crash.stack.start()
    }

    /// What lies in the archives' folder of a tenant.
    private func files(of tenant: String) throws -> [String] {
        try crash.stack.shell(". scripts/lib/state.sh; ls \"$ARCHIVES_FOLDER/\(tenant)\" 2> /dev/null || true")
            .split(separator: "\n").map(String.init)
    }

    private func databases(of tenant: String) throws -> String {
        try crash.stack.sql("SELECT count(*) FROM pg_database WHERE datname LIKE '%\(tenant.replacing("-", with: ""))%'")
    }

    @Test(arguments: CrashPoint.export.indices)
    func aKilledExportIsMade(index: Int) async throws {
        let owner = try await crash.api.signUp("Exported")
        _ = try await crash.stopping(
            at: CrashPoint.export[...index],
            { try await $0.call("POST", "/api/organization/archives", token: owner.accessToken) }, crash.killOwner)
        try await settle()
        let states = try crash.stack.sql("SELECT state FROM tenant_archive WHERE tenant = '\(owner.tenantID)'")
        #expect(states == (index > 0 ? "ready" : ""))
        let files = try files(of: owner.tenantID)
        #expect(files.count == (index > 0 ? 1 : 0) && files.allSatisfy { $0.hasSuffix(".tma") }, "\(files)")
    }

    @Test(arguments: CrashPoint.restoration.indices)
    func aKilledRestorationIsFinished(index: Int) async throws {
        let owner = try await crash.api.signUp("Restored")
        let archive = try await scene.export(owner)
        #expect(try await crash.api.call("POST", "/rest/people", [:], token: owner.accessToken).status == 201)
        let (key, path) = (try crash.stack.operatorKey, "/api/admin/tenants/\(owner.tenantID)/exports/\(archive)/restore")
        _ = try await crash.stopping(
            at: CrashPoint.restoration[...index], { try await $0.call("POST", path, operatorKey: key) }, crash.killOwner)
        try await settle()
        let people = try await crash.api.call("GET", "/rest/people?limit=1", token: owner.accessToken)
        #expect(people.json["totalCount"].int == (index > 0 ? 5 : 6), "\(people.text)")
        #expect(try databases(of: owner.tenantID) == "1")
        #expect(try files(of: owner.tenantID) == ["\(archive).tma"])
    }

    @Test(arguments: CrashPoint.importing.indices)
    func aKilledImportIsFinished(index: Int) async throws {
        let owner = try await crash.api.signUp("Imported")
        let archive = try await scene.export(owner)
        let slug = "copy-" + UUID().uuidString.lowercased().prefix(8)
        let order: JSONValue = [
            "tenant_id": .string(owner.tenantID), "archive_id": .string(archive), "organization_name": "Copy",
            "slug": .string(slug), "owner_email": .string(owner.email),
        ]
        let key = try crash.stack.operatorKey
        _ = try await crash.stopping(
            at: CrashPoint.importing[...index], { try await $0.call("POST", "/api/admin/imports", order, operatorKey: key) },
            crash.killOwner)
        try await settle()
        let row = try crash.stack.sql("SELECT id, status FROM tenant WHERE slug = '\(slug)'")
        let copy = row.split(separator: "|").map(String.init)
        guard index > 0 else { return #expect(copy.isEmpty) }
        #expect(copy.last == "active")
        #expect(try databases(of: copy.first ?? "") == "1")
        #expect(try files(of: copy.first ?? "").isEmpty)
    }
}
