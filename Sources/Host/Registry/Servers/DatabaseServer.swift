public import Contracts
import FoundationEssentials

/// A PostgreSQL server that holds tenant databases, as the settings or an operator describe it.
public struct DatabaseServer: Sendable {
    public let description: ServerDescription
    public let adminPassword: Secret

    public init(_ description: ServerDescription, adminPassword: Secret) {
        self.description = description
        self.adminPassword = adminPassword
    }
}

/// A server as the registry holds it: the password is opened only on use.
struct StoredServer: Sendable, Equatable {
    let id: UUID
    let description: ServerDescription
    let sealedPassword: [UInt8]
    let source: ServerSource

    var name: String { description.name }
}

extension ServerDescription {
    /// libpq's keywords.
    var parameters: [String: String] {
        var parameters = ["host": address.host, "port": address.port, "sslmode": sslMode.rawValue]
        parameters["sslrootcert"] = sslRootCertificate
        // Of several hosts the one that takes writes: the others are standbys.
        if address.hasStandbys { parameters["target_session_attrs"] = "read-write" }
        return parameters
    }

    /// Whether both are reached in the same way, and differ in what they are used for if at all.
    func isReached(as other: ServerDescription) -> Bool {
        var other = other
        (other.region, other.weight, other.capacity, other.state) = (region, weight, capacity, state)
        return self == other
    }

    /// To whom the administrator's password is shown, and as whom: each part with its length, so that no two places read alike.
    var loginPlace: String {
        let parts: [String?] = [address.host, address.port, adminUser, sslMode.rawValue, sslRootCertificate]
        return parts.map { part in part.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: ",")
    }

    /// How the administrator connects.
    func administrativeTarget(database: String, password: Secret) -> ConnectionTarget {
        ConnectionTarget(
            server: name, parameters: parameters, database: database, user: adminUser, password: password,
            usesPreparedStatements: usesPreparedStatements)
    }
}
