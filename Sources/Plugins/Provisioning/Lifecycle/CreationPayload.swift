import Contracts
import FoundationEssentials

/// What a creation has to know beyond the tenant's row, as its job keeps it.
struct CreationPayload: Sendable {
    let owner: UUID
    let email: EmailAddress
    let name: PersonName
    let plan: String
    /// Whether database and role are there already, out of the stock.
    let isReady: Bool

    var json: JSONObject {
        JSONObject([
            JSONMember("owner", .string(owner.canonical)), JSONMember("email", .string(email.description)),
            JSONMember("first_name", .string(name.first)), JSONMember("last_name", .string(name.last)),
            JSONMember("plan", .string(plan)), JSONMember("is_ready", .bool(isReady)),
        ])
    }

    init(owner: UUID, email: EmailAddress, name: PersonName, plan: String, isReady: Bool = false) {
        self.owner = owner
        self.email = email
        self.name = name
        self.plan = plan
        self.isReady = isReady
    }

    init(owner: UUID, of draft: TenantDraft) {
        self.init(
            owner: owner, email: draft.order.ownerEmail, name: draft.order.ownerName, plan: draft.order.plan.name,
            isReady: draft.isReady)
    }

    init(_ json: JSONObject) throws {
        guard case .string(let owner)? = json["owner"], let owner = UUID(canonical: owner),
            case .string(let email)? = json["email"], let email = EmailAddress(email),
            case .string(let first)? = json["first_name"], case .string(let last)? = json["last_name"],
            case .string(let plan)? = json["plan"]
        else { throw DatabaseError.decoding(column: "payload") }
        self.init(
            owner: owner, email: email, name: PersonName(first: first, last: last), plan: plan, isReady: json["is_ready"] == true)
    }

    func newOwner(of tenant: TenantID) -> NewOwner { NewOwner(tenant: tenant, accountID: owner, email: email, name: name) }
}
