import Contracts
import FoundationEssentials

/// What a creation has to know beyond the tenant's row, as its job keeps it.
struct CreationPayload: Sendable {
    let owner: UUID
    let email: EmailAddress
    let name: PersonName
    let plan: String

    var json: JSONObject {
        JSONObject([
            JSONMember("owner", .string(owner.canonical)), JSONMember("email", .string(email.description)),
            JSONMember("first_name", .string(name.first)), JSONMember("last_name", .string(name.last)),
            JSONMember("plan", .string(plan)),
        ])
    }

    init(owner: UUID, email: EmailAddress, name: PersonName, plan: String) {
        self.owner = owner
        self.email = email
        self.name = name
        self.plan = plan
    }

    init(_ json: JSONObject) throws {
        guard case .string(let owner)? = json["owner"], let owner = UUID(canonical: owner),
            case .string(let email)? = json["email"], let email = EmailAddress(email),
            case .string(let first)? = json["first_name"], case .string(let last)? = json["last_name"],
            case .string(let plan)? = json["plan"]
        else { throw DatabaseError.decoding(column: "payload") }
        self.init(owner: owner, email: email, name: PersonName(first: first, last: last), plan: plan)
    }

    func newOwner(of tenant: TenantID) -> NewOwner { NewOwner(tenant: tenant, accountID: owner, email: email, name: name) }
}
