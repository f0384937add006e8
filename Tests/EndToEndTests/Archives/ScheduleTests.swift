import Contracts
import Foundation
import TestSupport
import Testing

/// Archives that are made by themselves, and looked at by the doctor.
@Suite struct ScheduleTests {
    @Test func theDoctorRestoresAnArchiveAndFindsDamage() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Examined"))
        let archive = try await scene.export(owner)
        let report = try scene.stack.command(["doctor", "--verify-archives", owner.slug])
        #expect(report.split(separator: "\n").contains { $0.hasPrefix("archive\t\(owner.slug)\t") && $0.hasSuffix("\tin order") })
        let name = owner.tenantID.replacing("-", with: "")
        #expect(try scene.stack.sql("SELECT count(*) FROM pg_database WHERE datname LIKE '%\(name)%'") == "1")
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(owner.tenantID)") == ["\(archive).tma"])
        let file = URL(filePath: "\(folder)/\(owner.tenantID)/\(archive).tma")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(throws: StackFailure.self) { try scene.stack.command(["doctor", "--verify-archives", owner.slug]) }
    }

    @Test func aPlanHasArchivesMade() async throws {
        let settings = try SettingsCopy()
        try settings.set("every_hours", to: "1")
        try settings.set("keep", to: "2")
        let stack = try TestStack(hosts: 2, environment: settings.environment)
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp("Scheduled")
        let older = try Self.makeOlder(4, of: owner, in: stack)
        // Hosts look every minute.
        try await eventually(within: .seconds(100)) {
            let listed = try await api.call("GET", "/api/organization/archives", token: owner.accessToken)
            let archives = listed.json["data"]["archives"].elements
            return archives.count == 5 && archives[0]["state"] == "ready" && archives.count { $0["state"] == "expired" } >= 2
        }
        let listed = try await api.call("GET", "/api/organization/archives", token: owner.accessToken)
        let archives = listed.json["data"]["archives"].elements
        #expect(archives.allSatisfy { $0["kind"] == "scheduled" } && archives[0]["expires_at"] == .null)
        // The newest two of those that were there, until the new one is counted with them.
        #expect(Set(archives.filter { $0["state"] == "expired" }.map { $0["id"].string }).isSuperset(of: older[2...]))
        let folder = try stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(owner.tenantID)")
        #expect(Set(files) == Set(archives.filter { $0["state"] == "ready" }.map { "\($0["id"].string).tma" }))
        let gone = try await api.call("GET", "/api/organization/archives/\(older[3])/download", token: owner.accessToken)
        #expect(gone.status == 410 && gone.code == "archive_expired")
    }

    /// Enters archives that the plan had made on the days before, with a file each.
    ///
    /// - Returns: their ids, the newest first.
    private static func makeOlder(_ count: Int, of owner: ProductAPI.Organization, in stack: TestStack) throws -> [String] {
        try (1...count).map { days in
            let id = UUID().uuidString.lowercased()
            try stack.sql(
                """
                INSERT INTO tenant_archive (id, tenant, kind, state, job, requested_by, created_at, finished_at, expires_at, size_bytes,
                    sha256)
                VALUES ('\(id)', '\(owner.tenantID)', 'scheduled', 'ready', gen_random_uuid(), 'system',
                    now() - interval '\(days) days', now() - interval '\(days) days', 'infinity', 1, sha256('x'))
                """)
            try stack.shell(
                """
                . scripts/lib/state.sh
                mkdir -p "$ARCHIVES_FOLDER/\(owner.tenantID)" && printf x > "$ARCHIVES_FOLDER/\(owner.tenantID)/\(id).tma"
                """)
            return id
        }
    }
}
