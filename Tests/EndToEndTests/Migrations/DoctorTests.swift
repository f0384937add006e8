import Contracts
import Foundation
import TestSupport
import Testing

extension MigrationTests {
    @Suite(.serialized) struct DoctorTests {
        private func examine(_ scene: MigrationScene) throws -> (status: Int32, tenants: [JSONValue]) {
            let (status, _) = try scene.command(["doctor", "--drift"])
            let text = try scene.stack.shell("scripts/command doctor --drift --json 2> /dev/null || true")
            return (status, try JSONParser.parse(Array(text.utf8))["tenants"].elements)
        }

        @Test func whatIsInOrderIsSaidToBe() async throws {
            let scene = try await MigrationScene.shared.value
            #expect(try scene.command(["doctor"]) == (0, "registry\tin order\nserver\tmain\tin order"))
        }

        /// Objects, fields, options and defaults are the users' to choose.
        @Test func whatUsersMadeIsNoDriftAndWhatIsMissingIs() async throws {
            let scene = try await MigrationScene.shared.value
            let owner = scene.owners[3]
            try await customize(scene, owner)
            #expect(try examine(scene).tenants.map { $0["differences"].elements } == [[], [], [], []])
            let database = try await scene.stack.database(of: owner)
            try scene.stack.sql(
                "ALTER TABLE person DROP COLUMN \"jobTitle\" CASCADE; DROP FUNCTION public.unaccent_immutable CASCADE",
                database: database)
            let damaged = try examine(scene)
            #expect(damaged.status == 1)
            let found = damaged.tenants.first { $0["slug"].string == owner.slug }?["differences"].elements.map { $0["name"].string }
            #expect(found?.contains("workspace.person.jobTitle") == true)
            #expect(found?.contains("public.unaccent_immutable(text)") == true)
        }

        private func customize(_ scene: MigrationScene, _ owner: ProductAPI.Organization) async throws {
            let made = try await scene.api.call(
                "POST", "/rest/metadata/objects",
                ["nameSingular": "rocket", "namePlural": "rockets", "labelSingular": "Rocket", "labelPlural": "Rockets"],
                token: owner.accessToken)
            #expect(made.status == 201)
            let row = try await scene.stack.sql(
                "SELECT jsonb_build_object('id', id, 'options', options) FROM core.\"fieldMetadata\" WHERE name = 'stage'",
                database: scene.stack.database(of: owner))
            let stage = try JSONParser.parse(Array(row.utf8))
            let extra: JSONValue = ["value": "LOST", "label": "Lost", "color": "red", "position": 99]
            let patched = try await scene.api.call(
                "PATCH", "/rest/metadata/fields/\(stage["id"].string)", ["options": .array(stage["options"].elements + [extra])],
                token: owner.accessToken)
            #expect(patched.status == 200, "\(patched.text)")
        }
    }
}
