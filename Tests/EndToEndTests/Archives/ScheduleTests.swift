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
}
