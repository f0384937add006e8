internal import CPostgres
public import Contracts

/// Reads connection URLs and strings as libpq does (`PQconninfoParse`), such as `postgresql://user:password@host:5432/name?sslmode=require`.
public enum ConnectionURL {
    /// - Parameter server: the name that the server has in the registry.
    /// - Throws: `ConnectionURLError`, which shows nothing of the URL.
    public static func parse(_ url: Secret, server: String) throws(ConnectionURLError) -> ConnectionTarget {
        var parameters = try options(url.reveal())
        guard let database = parameters.removeValue(forKey: "dbname"), !database.isEmpty else { throw .missing(keyword: "dbname") }
        guard let user = parameters.removeValue(forKey: "user"), !user.isEmpty else { throw .missing(keyword: "user") }
        let password = Secret(parameters.removeValue(forKey: "password") ?? "")
        return ConnectionTarget(server: server, parameters: parameters, database: database, user: user, password: password)
    }

    /// The options that the URL sets. libpq's account of a fault is dropped: it quotes the URL.
    private static func options(_ url: String) throws(ConnectionURLError) -> [String: String] {
        guard !url.utf8.contains(0), let parsed = PQconninfoParse(url, nil) else { throw .malformed }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [:]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        return options
    }
}

/// Why a connection URL cannot be used.
public enum ConnectionURLError: Error, Equatable, Sendable {
    case malformed
    /// The URL lacks what libpq would otherwise guess from the environment.
    case missing(keyword: String)
}
