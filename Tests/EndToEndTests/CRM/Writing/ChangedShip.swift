import Contracts
import TestSupport
import Testing

/// A workspace whose people have a `ship`, of which somebody else renames a field just when a request has written and reads the ships.
struct ChangedShip: Sendable {
    let call: RecordCaller
    /// The id of the one ship there is.
    let ship: String
    private let organization: ProductAPI.Organization
    private let database: String
    /// The field that is renamed.
    private let field: String

    static func make() async throws -> ChangedShip {
        let api = try Product.api
        let organization = try await api.signUp()
        let call = MetadataCaller(records: RecordCaller(api: api, token: organization.accessToken))
        let object = try await call.makeObject("ship", "ships")
        let field = try await call.makeField(object, "thrust", "TEXT")["id"].string
        let person = try await call.object("person")["id"].string
        try await call.makeField(person, "ship", "RELATION", MetadataCaller.relation("MANY_TO_ONE", to: object, label: "Crew"))
        let ship = try await call.records.create("ships", ["name": "Ariane", "thrust": "7 MN"])["id"].string
        return ChangedShip(
            call: call.records, ship: ship, organization: organization,
            database: try await Product.stack.database(of: organization), field: field)
    }

    var bulk: BulkCaller { BulkCaller(organization: organization, api: call.api, token: call.token) }

    /// The answer to a request that waits for the ships until their field is another's.
    func change(
        during request: @escaping @Sendable () async throws -> ProductAPI.Reply
    ) async throws -> ProductAPI.Reply {
        let field = field
        let database = database
        return try await Product.stack.withSuperuser(database: database) { session in
            let tables = try await session.query(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE tablename = '_ship'")
            let table = try #require(tables.first?.text(0))
            try await session.execute(script: "BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
            async let reply = request()
            try await eventually { try await Product.stack.waiting(in: database) == 1 }
            try await session.execute(
                script: """
                    ALTER TABLE \(table) RENAME COLUMN "thrust" TO "power";
                    UPDATE core."fieldMetadata" SET "name" = 'power' WHERE "id" = '\(field)';
                    COMMIT
                    """)
            return try await reply
        }
    }

    /// The people with that title, softly deleted ones not among them.
    func people(titled title: String) async throws -> [JSONValue] {
        try await call("GET", "/rest/people?filter=jobTitle[eq]:\(title)").json["data"]["people"].elements
    }

    /// Somebody aboard.
    func hire(_ title: String) async throws -> String {
        try await call.create("people", ["jobTitle": .string(title), "shipId": .string(ship)])["id"].string
    }
}
