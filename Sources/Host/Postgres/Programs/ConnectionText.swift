internal import Contracts

/// A connection as PostgreSQL's programs are given it: a string of keywords for the command line, which everybody can see, and
/// the environment for the password.
struct ConnectionText {
    /// Named by the environment or by the program, or not to be seen by everybody.
    private static let omitted: Set = [
        "password", "sslpassword", "passfile", "options", "application_name", "client_encoding", "dbname", "user",
    ]

    let text: String
    let environment: [String: String]

    init(_ target: ConnectionTarget, applicationName: String) {
        let keywords = target.parameters.filter { !Self.omitted.contains($0.key) }.sorted { $0.key < $1.key }
        let all = [("dbname", target.database), ("user", target.user)] + keywords.map { ($0.key, $0.value) }
        text = all.map { "\($0.0)=\(Self.quote($0.1))" }.joined(separator: " ")
        var environment = ["PGAPPNAME": applicationName, "PGCLIENTENCODING": "UTF8", "LC_ALL": "C"]
        // Without one libpq would look for a password file, and a program would ask for it.
        if !target.password.isEmpty { environment["PGPASSWORD"] = target.password.reveal() }
        if target.parameters["connect_timeout"] == nil { environment["PGCONNECT_TIMEOUT"] = "10" }
        self.environment = environment
    }

    /// PostgreSQL, "Keyword/Value Connection Strings".
    private static func quote(_ value: String) -> String {
        var quoted = "'"
        for character in value.unicodeScalars {
            if character == "'" || character == "\\" { quoted.append("\\") }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "'"
    }
}
