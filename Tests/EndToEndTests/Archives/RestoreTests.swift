import Contracts
import Foundation
import TestSupport
import Testing

/// An organization gets back what it had when an archive was made.
@Suite struct RestoreTests {
    private static func companies(_ owner: ProductAPI.Organization) async throws -> ProductAPI.Reply {
        try await Product.api.call("GET", "/rest/companies", token: owner.accessToken)
    }

    @Test func theArchiveTakesThePlaceOfWhatIsThere() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Restored"))
        let before = try await Self.companies(owner).json["data"]["companies"]
        let digest = try scene.digest(of: owner.tenantID)
        let archive = try await scene.export(owner)
        #expect(try await scene.api.call("POST", "/rest/companies", ["name": "Late"], token: owner.accessToken).status == 201)
        for _ in 1...2 {
            let path = "tenants/\(owner.tenantID)/exports/\(archive)/restore"
            let asked = try await scene.operate("POST", path)
            #expect(asked.status == 202, "\(asked.text)")
            let job = try await scene.end(of: asked.json["data"]["job_id"].string)
            #expect(job["state"] == "succeeded", "\(job)")
            let after = try await Self.companies(owner)
            #expect(after.json["data"]["companies"] == before, "\(after.text)")
        }
        // Twice: it is in the database of its own name again, and the other is gone.
        #expect(try scene.digest(of: owner.tenantID) == digest)
        let name = owner.tenantID.replacing("-", with: "")
        #expect(try scene.stack.sql("SELECT count(*) FROM pg_database WHERE datname LIKE '%\(name)%'") == "1")
    }

    @Test func aDamagedArchiveChangesNothing() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Unharmed"))
        let archive = try await scene.export(owner)
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        let file = URL(filePath: "\(folder)/\(owner.tenantID)/\(archive).tma")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: file)
        let asked = try await scene.operate("POST", "tenants/\(owner.tenantID)/exports/\(archive)/restore")
        let job = try await scene.end(of: asked.json["data"]["job_id"].string)
        #expect(job["state"] == "failed" && job["error"]["code"] == "archive_unreadable", "\(job)")
        #expect(try await Self.companies(owner).status == 200)
    }

    @Test func anotherOrganizationsArchiveIsNotRestored() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Giver"))
        let other = try await Product.api.signUp("Taker")
        let archive = try await scene.export(owner)
        let reply = try await scene.operate("POST", "tenants/\(other.tenantID)/exports/\(archive)/restore")
        #expect(reply.code == "archive_not_found")
    }
}
