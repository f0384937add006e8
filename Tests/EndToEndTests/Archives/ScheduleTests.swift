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
        let stack = try TestStack(hosts: 2, environment: settings.environment)
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp("Scheduled")
        // Hosts look every minute.
        try await eventually(within: .seconds(100)) {
            let listed = try await api.call("GET", "/api/organization/archives", token: owner.accessToken)
            return listed.json["data"]["archives"][0]["state"] == "ready"
        }
        let listed = try await api.call("GET", "/api/organization/archives", token: owner.accessToken)
        #expect(listed.json["data"]["archives"].elements.map { $0["kind"].string } == ["scheduled"])
        #expect(listed.json["data"]["archives"][0]["expires_at"] == .null)
    }
}
