import Contracts
import Foundation
import TestSupport
import Testing

/// A database sorts as it did before, wherever it lies.
@Suite struct MoveLocaleTests {
    private static let locale = "de-DE-u-co-phonebk"
    private static let traits: SQL = """
        SELECT concat_ws(' ', datlocprovider, daticulocale, datcollate, datctype, pg_encoding_to_char(encoding)) FROM pg_database
        WHERE datname = current_database()
        """
    /// In a phone book „Ä“ is „Ae“; by its bytes it comes last.
    private static let order: SQL = """
        SELECT string_agg(name, ' ' ORDER BY name) FROM (VALUES ('Adam'), ('Äbel'), ('Afra'), ('Zoe')) AS person (name)
        """

    @Test func aDatabaseKeepsItsLocaleOfICU() async throws {
        let scene = try await MoveScene(icuLocale: Self.locale)
        let key = try scene.stack.operatorKey
        // It is made there, from a template of that server.
        for (server, state) in [("main", "draining"), ("second", "open")] {
            let path = "/api/admin/servers/\(server)"
            #expect(try await scene.api.call("PATCH", path, ["state": .string(state)], operatorKey: key).status == 200)
        }
        let organization = try await scene.api.signUp("Müller")
        #expect(try scene.server(of: organization.tenantID) == "second")
        let database = try await scene.stack.database(of: organization)
        let before = try await scene.second.query(Self.traits, database: database).first?.text(0)
        #expect(before == "i \(Self.locale) C.UTF-8 C.UTF-8 UTF8")
        #expect(try await scene.second.query(Self.order, database: database).first?.text(0) == "Adam Äbel Afra Zoe")
        #expect(
            try await scene.api.call("PATCH", "/api/admin/servers/main", ["state": "open"], operatorKey: key).status == 200)
        let reply = try await scene.move(organization.tenantID, to: "main")
        let complaints = try scene.complaints()
        #expect(reply.status == 200, "\(reply.text) \(complaints)")
        let after = try await scene.stack.withSuperuser(database: database) { session in
            (try await session.query(Self.traits).first?.text(0), try await session.query(Self.order).first?.text(0))
        }
        #expect(after == (before, "Adam Äbel Afra Zoe"))
        let people = try await scene.api.call("GET", "/rest/people", token: organization.accessToken)
        #expect(people.json["totalCount"] == 5, "\(people.text)")
    }
}
