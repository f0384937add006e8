import Contracts
import Foundation
import TestSupport
import Testing

/// An erasure takes the archives with it, and what others kept of them comes to nothing.
@Suite struct ArchiveErasureTests {
    @Test func nothingIsLeftAndNothingComesBack() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Erased"))
        let archive = try await scene.export(owner)
        let kept = try await scene.download(archive, owner).body
        let key = try await scene.api.call("GET", "/api/organization/archives/\(archive)/key", token: owner.accessToken)
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        #expect(FileManager.default.fileExists(atPath: "\(folder)/\(owner.tenantID)/\(archive).tma"))
        let erased = try await scene.operate("DELETE", "tenants/\(owner.tenantID)")
        #expect(erased.status == 200, "\(erased.text)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(owner.tenantID)"))
        let tables = "(SELECT tenant FROM tenant_archive UNION SELECT tenant FROM tenant_archive_key) AS t"
        #expect(try scene.stack.sql("SELECT count(*) FROM \(tables) WHERE tenant = '\(owner.tenantID)'") == "0")

        let file = "\(UUID().uuidString).tma"
        try FileManager.default.createDirectory(atPath: "\(folder)/inbox", withIntermediateDirectories: true)
        try Data(kept).write(to: URL(filePath: "\(folder)/inbox/\(file)"))
        var order = JSONObject([
            JSONMember("file", .string(file)), JSONMember("organization_name", "Undead"),
            JSONMember("owner_email", .string(owner.email)), JSONMember("owner_password", "correct horse"),
        ])
        #expect(try await scene.operate("POST", "imports", .object(order)).code == "archive_key_unknown")
        order["key"] = key.json["data"]["key"]
        let asked = try await scene.operate("POST", "imports", .object(order))
        #expect(asked.status == 202, "\(asked.text)")
        let job = try await scene.end(of: asked.json["data"]["job_id"].string)
        #expect(job["state"] == "failed" && job["error"]["code"] == "archive_of_erased_tenant", "\(job)")
        #expect(try scene.stack.sql("SELECT count(*) FROM tenant WHERE name = 'Undead'") == "0")
    }

    @Test func aLeftOverFileKeepsTheReceiptBack() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Hidden"))
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        try FileManager.default.createDirectory(
            atPath: "\(folder)/\(owner.tenantID)", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: "\(folder)/\(owner.tenantID)/copy.tma"))
        let refused = try await scene.operate("DELETE", "tenants/\(owner.tenantID)")
        #expect(refused.code == "deletion_incomplete" && refused.json["step"] == "residue: archives.file", "\(refused.text)")
        try FileManager.default.removeItem(atPath: "\(folder)/\(owner.tenantID)")
        try await eventually(within: .seconds(30)) {
            try await scene.operate("DELETE", "tenants/\(owner.tenantID)").status == 200
        }
    }

    @Test(arguments: ["truncated", "flipped"])
    func aDamagedFileMakesNoTenant(damage: String) async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Damaged"))
        let archive = try await scene.export(owner)
        var bytes = try await scene.download(archive, owner).body
        if damage == "truncated" { bytes.removeLast(100) } else { bytes[bytes.count / 2] ^= 4 }
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        let file = "\(UUID().uuidString).tma"
        try FileManager.default.createDirectory(atPath: "\(folder)/inbox", withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: "\(folder)/inbox/\(file)"))
        let order: JSONValue = [
            "file": .string(file), "organization_name": .string("From \(file)"), "owner_email": .string(owner.email),
        ]
        let asked = try await scene.operate("POST", "imports", order)
        let job = try await scene.end(of: asked.json["data"]["job_id"].string)
        #expect(job["state"] == "failed" && job["error"]["code"] == "archive_unreadable", "\(job)")
        #expect(try scene.stack.sql("SELECT count(*) FROM tenant WHERE name = 'From \(file)'") == "0")
        let left = asked.json["data"]["tenant_id"].string
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(left)"))
    }
}
