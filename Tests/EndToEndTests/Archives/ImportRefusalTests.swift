import Contracts
import TestSupport
import Testing

/// What of an import's order is judged before anything is made. Names are those that a sign-up could have.
@Suite struct ImportRefusalTests {
    private static let faults: [(field: String, value: JSONValue)] = [
        ("organization_name", "   "), ("organization_name", "Ac\nme"), ("organization_name", "x"), ("slug", ""), ("slug", "Acme_"),
        ("plan", "platinum"), ("owner_email", "nobody"), ("owner_password", "short"), ("key", "00"), ("file", ""),
    ]

    @Test(arguments: faults)
    func aFaultyFieldIsNamed(field: String, value: JSONValue) async throws {
        var order = JSONObject([
            JSONMember("organization_name", "Acme"), JSONMember("owner_email", "ada@acme.example"), JSONMember("file", "acme.tma"),
        ])
        order[field] = value
        let reply = try await ArchiveScene.shared().operate("POST", "imports", .object(order))
        #expect(reply.status == 400 && reply.json["errors"][0]["field"].string == field, "\(reply.text)")
    }
}
