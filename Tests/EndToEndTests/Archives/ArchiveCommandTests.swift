import Contracts
import Foundation
import TestSupport
import Testing

/// Archives from the command line, for who is at the machine.
@Suite struct ArchiveCommandTests {
    /// A folder that goes with the test.
    private final class Place {
        let folder = FileManager.default.temporaryDirectory.appending(path: "archive-command-\(UUID().uuidString)")

        init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: folder) }

        func path(_ name: String) -> String { folder.appending(path: name).path }
    }

    private static let archived = Task {
        let owner = try await Product.api.signUp("Archived")
        return (owner: owner, archive: try Product.stack.command(["archives", "export", owner.slug]))
    }

    private func decrypt(_ file: String, _ key: String, to folder: String) throws -> String {
        let command = "\"$TENANT_MANAGER\" archives decrypt '\(file)' --key-file - --to '\(folder)'"
        return try Product.stack.shell("printf '%s\\n' \(key) | " + command)
    }

    private func failure(_ body: () throws -> Void) -> String {
        guard case .command(_, _, let output)? = #expect(throws: StackFailure.self, performing: body) else { return "" }
        return output
    }

    @Test func whatIsMadeIsListed() async throws {
        let (owner, archive) = try await Self.archived.value
        let lines = try Product.stack.command(["archives", "list", owner.slug]).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(archive) })
        #expect(line.split(separator: "\t")[1...2] == ["manual", "ready"])
        let shown = try await Product.api.call("GET", "/api/organization/archives/\(archive)", token: owner.accessToken)
        #expect(shown.json["data"]["requested_by"] == "cli")
    }

    @Test func anArchiveIsOpenedAsOpenSSLAndTarOpenIt() async throws {
        let ((owner, archive), place) = (try await Self.archived.value, try Place())
        let file = place.path("sealed.tma")
        #expect(try Product.stack.command(["archives", "download", owner.slug, archive, "--to", file]) == file)
        let key = try Product.stack.command(["archives", "key", owner.slug, archive])
        let said = try decrypt(file, key, to: place.path("opened"))
        #expect(said.hasPrefix("Archived (\(owner.slug)), ") && said.hasSuffix(" files"))
        try FileManager.default.createDirectory(atPath: place.path("by-hand"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: file, toPath: place.path("by-hand/sealed.tma"))
        try DocumentedScript.open(in: place.folder.appending(path: "by-hand"), key: key, stack: Product.stack)
        let differences = "diff -r --exclude=sealed.tma '\(place.path("opened"))' '\(place.path("by-hand"))'"
        #expect(try Product.stack.shell(differences) == "")
        #expect(try Product.stack.shell("stat -c %a '\(place.path("opened"))' '\(file)'") == "700\n600")
    }

    @Test(arguments: ["flipped", "truncated", "another key"])
    func whatIsNotAuthenticLeavesNothing(damage: String) async throws {
        let ((owner, archive), place) = (try await Self.archived.value, try Place())
        let file = place.path("sealed.tma")
        try Product.stack.command(["archives", "download", owner.slug, archive, "--to", file])
        var key = try Product.stack.command(["archives", "key", owner.slug, archive])
        var bytes = try Data(contentsOf: URL(filePath: file))
        switch damage {
        case "flipped": bytes[bytes.count - 40] ^= 1
        case "truncated": bytes.removeLast(1)
        default: key = String(key.reversed())
        }
        try bytes.write(to: URL(filePath: file))
        let output = failure { _ = try decrypt(file, key, to: place.path("opened")) }
        #expect(output == "error: The archive is damaged, or the key does not fit it.\n")
        #expect(!FileManager.default.fileExists(atPath: place.path("opened")))
    }

    @Test func nothingIsOverwritten() async throws {
        let ((owner, archive), place) = (try await Self.archived.value, try Place())
        let kept = place.path("kept")
        try Data("kept".utf8).write(to: URL(filePath: kept))
        let download = failure { try Product.stack.command(["archives", "download", owner.slug, archive, "--to", kept]) }
        #expect(download == "error: A file or folder of archives cannot be used: File exists\n")
        let key = try Product.stack.command(["archives", "key", owner.slug, archive])
        _ = failure { _ = try decrypt(kept, key, to: place.folder.path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.folder.path) == ["kept"])
        #expect(try String(contentsOfFile: kept, encoding: .utf8) == "kept")
    }

    @Test func handingOutStandsInTheAuditLog() async throws {
        let (owner, archive) = try await Self.archived.value
        _ = try Product.stack.command(["archives", "key", owner.slug, archive])
        let entries = try Product.stack.sql(
            """
            SELECT DISTINCT action, actor FROM audit_log WHERE tenant_id = '\(owner.tenantID)' AND action = 'tenant.archive_key_read'
            """)
        #expect(entries == "tenant.archive_key_read|cli")
    }

    @Test func anArchiveBecomesANewTenant() async throws {
        let (owner, archive) = try await Self.archived.value
        let said = try Product.stack.command([
            "archives", "import", "--tenant", owner.slug, "--archive", archive, "--name", "Brought Back", "--owner-email",
            owner.email,
        ])
        let slug = try #require(said.split(separator: "(").last?.split(separator: ")").first).description
        let login = try await Product.api.call(
            "POST", "/api/auth/login",
            ["email": .string(owner.email), "password": .string(owner.password), "organization": .string(slug)])
        let people = try await Product.api.call("GET", "/rest/people", token: login.json["data"]["access_token"].string)
        #expect(people.json["totalCount"] == 5, "\(login.text) \(people.text)")
    }

    @Test func aTenantGoesBackToAnArchiveWhenThatIsMeant() async throws {
        let owner = try await Product.api.signUp("Going Back")
        let archive = try Product.stack.command(["archives", "export", owner.slug])
        #expect(try await Product.api.call("POST", "/rest/people", [:], token: owner.accessToken).status == 201)
        let refused = failure { try Product.stack.command(["archives", "restore", owner.slug, archive]) }
        #expect(refused.contains("Say --yes to do it."))
        #expect(try await Product.api.call("GET", "/rest/people", token: owner.accessToken).json["totalCount"] == 6)
        let said = try Product.stack.command(["archives", "restore", owner.slug, archive, "--yes"])
        #expect(said == "The tenant has what the archive held.")
        #expect(try await Product.api.call("GET", "/rest/people", token: owner.accessToken).json["totalCount"] == 5)
    }

    @Test func anothersArchiveIsUnknown() async throws {
        let (_, archive) = try await Self.archived.value
        let other = try await Product.api.signUp("Other")
        for command in [["download"], ["key"], ["restore", "--yes"]] {
            let output = failure {
                try Product.stack.command(["archives", command[0], other.slug, archive] + command.dropFirst())
            }
            #expect(output == "error: There is no such archive.\n")
        }
    }
}
