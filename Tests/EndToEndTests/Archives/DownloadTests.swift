import Contracts
import Foundation
import TestSupport
import Testing

/// Who gets an archive, and how.
@Suite struct DownloadTests {
    private static let shared = Task {
        let owner = try await Product.api.signUp("Downloaded")
        return (owner: owner, archive: try await ArchiveScene.shared().export(owner))
    }

    @Test func aBrokenDownloadIsResumed() async throws {
        let ((owner, archive), scene) = (try await Self.shared.value, try ArchiveScene.shared())
        let whole = try await scene.download(archive, owner)
        #expect(whole.status == 200 && whole.headers["accept-ranges"] == "bytes")
        #expect(whole.headers["content-disposition"]?.contains(archive) == true)
        let middle = whole.body.count / 2
        let rest = try await scene.download(
            archive, owner, headers: [("Range", "bytes=\(middle)-"), ("If-Range", whole.headers["etag"] ?? "")])
        #expect(rest.status == 206 && rest.body == Array(whole.body[middle...]))
        let shown = try await scene.api.call("GET", "/api/organization/archives/\(archive)", token: owner.accessToken)
        #expect(shown.json["data"]["size_bytes"].int == whole.body.count)
    }

    @Test func aRangeBehindTheEndIsAProblem() async throws {
        let ((owner, archive), scene) = (try await Self.shared.value, try ArchiveScene.shared())
        let size = try await scene.download(archive, owner).body.count
        let reply = try await scene.download(archive, owner, headers: [("Range", "bytes=\(size)-")])
        #expect(reply.status == 416 && reply.code == "range_not_satisfiable", "\(reply.text)")
        #expect(reply.headers["content-range"] == "bytes */\(size)")
    }

    @Test func nobodyElseGetsIt() async throws {
        let ((owner, archive), scene) = (try await Self.shared.value, try ArchiveScene.shared())
        let other = try await Product.api.signUp("Curious")
        for part in ["", "/download", "/key"] {
            let path = "/api/organization/archives/\(archive)\(part)"
            #expect(try await scene.api.call("GET", path, token: other.accessToken).code == "archive_not_found")
            #expect(try await scene.api.call("GET", path).status == 401)
        }
        let added = try await scene.api.call(
            "POST", "/api/members",
            [
                "email": .string("admin-\(UUID().uuidString)@example.com".lowercased()), "password": "correct horse",
                "role": "admin",
            ],
            token: owner.accessToken)
        let login = try await scene.api.call(
            "POST", "/api/auth/login", ["email": added.json["data"]["email"], "password": "correct horse"])
        let token = login.json["data"]["access_token"].string
        let refused = try await scene.api.call("GET", "/api/organization/archives/\(archive)/download", token: token)
        #expect(refused.code == "insufficient_role")
    }

    @Test func theFolderItselfCannotBeAskedFor() async throws {
        let ((owner, archive), scene) = (try await Self.shared.value, try ArchiveScene.shared())
        for path in [
            "/internal/archives/\(owner.tenantID)/\(archive).tma", "/internal/archives/", "/internal/archives/../archives/.mark",
        ] {
            #expect(try await scene.api.call("GET", path, token: owner.accessToken).status == 404, "\(path)")
        }
    }

    @Test func aSuspendedOrganizationsArchiveIsTheOperatorsToGive() async throws {
        let (owner, scene) = (try await Product.api.signUp("Suspended"), try ArchiveScene.shared())
        let archive = try await scene.export(owner)
        #expect(try await scene.operate("POST", "tenants/\(owner.tenantID)/suspend", ["reason": "test"]).status == 200)
        #expect(try await scene.download(archive, owner).status == 403)
        let given = try await scene.operate("GET", "tenants/\(owner.tenantID)/exports/\(archive)/download")
        #expect(given.status == 200 && given.body.starts(with: Array("TMARCHV1".utf8)))
        let asked = try await scene.operate("POST", "tenants/\(owner.tenantID)/exports")
        #expect(asked.status == 202)
    }

    @Test func anExpiredArchiveIsGone() async throws {
        let (owner, scene) = (try await Product.api.signUp("Expired"), try ArchiveScene.shared())
        let archive = try await scene.export(owner)
        try scene.stack.sql("UPDATE tenant_archive SET expires_at = now() - interval '1 second' WHERE id = '\(archive)'")
        let reply = try await scene.download(archive, owner)
        #expect(reply.status == 410 && reply.code == "archive_expired")
    }

    @Test func oneIsMadeAtATime() async throws {
        let (owner, scene) = (try await Product.api.signUp("Twice"), try ArchiveScene.shared())
        let replies = try await [0, 1, 2, 3].concurrentlyMapped { _ in
            try await scene.api.call("POST", "/api/organization/archives", token: owner.accessToken)
        }
        #expect(replies.filter { $0.status == 202 }.count == 1)
        #expect(replies.filter { $0.code == "export_running" }.count == 3)
    }
}

extension Array where Element: Sendable {
    fileprivate func concurrentlyMapped<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: Result.self) { group in
            for element in self { group.addTask { try await transform(element) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
