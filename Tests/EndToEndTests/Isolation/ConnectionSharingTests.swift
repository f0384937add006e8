import Contracts
import Foundation
import TestSupport
import Testing

/// A pooled connection serves one tenant alone, also while sessions are ended at random under load.
@Suite struct ConnectionSharingTests {
    private struct Marked: Sendable {
        let organization: ProductAPI.Organization
        let marker: String
        let recordID: String
    }

    private func marked(_ name: String) async throws -> Marked {
        let organization = try await Product.api.signUp(name)
        let marker = "marker-\(UUID().uuidString)"
        let created = try await Product.api.call(
            "POST", "/rest/people", ["jobTitle": .string(marker)], token: organization.accessToken)
        return Marked(
            organization: organization, marker: marker, recordID: created.json["data"]["createPerson"]["id"].string)
    }

    @Test func nobodyEverSeesAnothersRecords() async throws {
        let stack = try Product.stack
        let host = try stack.incarnation(of: "host-1")
        let both = [try await marked("Red"), try await marked("Blue")]
        let databases = [try await stack.database(of: both[0].organization), try await stack.database(of: both[1].organization)]
        let answers = try await Load.run(clients: 12) { client in
            let own = both[client % 2]
            let path = client % 3 == 0 ? "/rest/people/\(own.recordID)" : "/rest/people?limit=60"
            return try await Product.api.call("GET", path, token: own.organization.accessToken)
        } while: {
            for _ in 0..<40 {
                try await killAnySession(in: databases)
                try await Task.sleep(for: .milliseconds(Int.random(in: 20...120)))
            }
        }
        for answer in answers {
            let (own, other) = (both[answer.client % 2], both[1 - answer.client % 2])
            #expect(!answer.reply.text.contains(other.marker))
            #expect(answer.reply.status == 503 || answer.reply.status == 200 && answer.reply.text.contains(own.marker))
        }
        for client in 0..<2 { #expect(answers.count { $0.client % 2 == client && $0.reply.status == 200 } > 20) }
        #expect(try stack.incarnation(of: "host-1") == host)
    }

    private func killAnySession(in databases: [String]) async throws {
        try await Product.stack.withSuperuser { session in
            _ = try await session.query(
                """
                SELECT pg_terminate_backend(pid) FROM (
                    SELECT pid FROM pg_stat_activity WHERE datname = ANY(\(SQLValue.textArray(databases))::text[])
                     ORDER BY random() LIMIT 2) AS chosen
                """)
        }
    }
}
