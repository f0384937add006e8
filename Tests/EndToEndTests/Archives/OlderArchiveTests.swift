import Contracts
import Foundation
import TestSupport
import Testing

extension MigrationTests {
    /// Archives that an earlier version of the program made.
    @Suite(.serialized) struct OlderArchiveTests {
        /// An archive of the tenant as the version before this one left it.
        private func archive(of owner: ProductAPI.Organization, _ scene: MigrationScene) async throws -> String {
            try await scene.age(owner)
            let archive = try scene.stack.command(["archives", "export", owner.slug])
            _ = try await scene.begin()
            try await scene.settle()
            return archive
        }

        private func current(_ scene: MigrationScene) throws -> String {
            try scene.stack.sql("SELECT max(schema_version) FROM tenant")
        }

        @Test func anImportIsMigratedBeforeItIsServed() async throws {
            let scene = try await MigrationScene.shared.value
            let owner = scene.owners[2]
            let archive = try await archive(of: owner, scene)
            let slug = "older-" + UUID().uuidString.prefix(8).lowercased()
            try scene.stack.command([
                "archives", "import", "--tenant", owner.slug, "--archive", archive, "--name", "Older", "--slug", slug,
                "--owner-email", owner.email,
            ])
            let row = try scene.stack.sql(
                "SELECT status, schema_version, schema_fingerprint = 'older', database_name FROM tenant WHERE slug = '\(slug)'")
            let columns = row.split(separator: "|").map(String.init)
            #expect(columns.dropLast() == ["active", try current(scene), "f"])
            let indexes = try await scene.stack.withSuperuser(database: columns.last ?? "") {
                try await $0.query(TestStack.indexesOfLatestVersion).first?.text(0)
            }
            #expect(Int(indexes ?? "") ?? 0 > 0)
            let login = try await scene.api.call(
                "POST", "/api/auth/login",
                ["email": .string(owner.email), "password": .string(owner.password), "organization": .string(slug)])
            let people = try await scene.api.call("GET", "/rest/people", token: login.json["data"]["access_token"].string)
            #expect(people.status == 200 && people.json["totalCount"] == 5, "\(people.text)")
        }

        @Test func whatIsRestoredIsMigratedBeforeItIsServed() async throws {
            let scene = try await MigrationScene.shared.value
            let owner = scene.owners[2]
            let archive = try await archive(of: owner, scene)
            try scene.stack.command(["archives", "restore", owner.slug, archive, "--yes"])
            let indexes = try await scene.stack.withSuperuser(database: scene.stack.database(of: owner)) {
                try await $0.query(TestStack.indexesOfLatestVersion).first?.text(0)
            }
            #expect(Int(indexes ?? "") ?? 0 > 0)
            #expect(try await scene.api.call("GET", "/rest/people", token: owner.accessToken).json["totalCount"] == 5)
        }

        @Test func anArchiveOfALaterVersionIsRefused() async throws {
            let scene = try await MigrationScene.shared.value
            let owner = scene.owners[1]
            try scene.stack.sql(
                "UPDATE tenant SET schema_version = schema_version + 1, schema_fingerprint = 'later' WHERE id = '\(owner.tenantID)'"
            )
            let archive = try scene.stack.command(["archives", "export", owner.slug])
            try scene.stack.sql(
                """
                UPDATE tenant SET schema_version = other.schema_version, schema_fingerprint = other.schema_fingerprint
                FROM tenant AS other WHERE tenant.id = '\(owner.tenantID)' AND other.id = '\(scene.owners[0].tenantID)'
                """)
            let (status, output) = try scene.command([
                "archives", "import", "--tenant", owner.slug, "--archive", archive, "--name", "Later", "--owner-email", owner.email,
            ])
            #expect(status == 1 && output.hasSuffix("error: Archive incompatible.\n"), "\(output)")
            #expect(try scene.stack.sql("SELECT count(*) FROM tenant WHERE name = 'Later'") == "0")
        }
    }
}
