import Contracts

/// How the databases and roles of tenants are called on their servers. All share one prefix, and are told apart by what follows.
struct TenantNames: Sendable {
    let prefix: String

    /// `tenant_` and the 32 digits of the id; the role has the same name.
    func placement(of tenant: TenantID, on server: String) -> Placement {
        let name = prefix + tenant.description.replacing("-", with: "")
        return Placement(server: server, database: name, role: name)
    }

    /// What the names of all templates begin with. No tenant's does, as an id has digits up to `f` alone.
    var templatePrefix: String { prefix + "template_" }

    func template(fingerprint: String) -> String { templatePrefix + fingerprint.prefix(12) }

    /// Owns what is in the templates; nobody can log in as it.
    var templateOwner: String { prefix + "template_owner" }
}
