public import ArgumentParser
public import Contracts

/// How a server is reached. What is not given stays as it is, or is as usual.
struct ServerReachOptions: ParsableArguments {
    @Option(help: "Host name, several with commas between them, or the folder of a unix socket.") var host: String?
    @Option(help: "One port, or one for each host; 5432 when it is not given.") var port: String?
    @Option(help: "A role that may create roles and databases; 'postgres' for a new server.") var adminUser: String?
    @Option(help: "The file that holds its password; - is standard input.") var passwordFile: String?
    @Option(help: "libpq's sslmode; 'prefer' for a new server.") var sslmode: SSLMode?
    @Option(help: "A file of trusted certificates.") var sslrootcert: String?
    @Option(help: "Connections of each host to the server.") var maxConnections: Int?
    @Flag(inversion: .prefixedNo, help: "Off behind a pooler in transaction mode.") var preparedStatements: Bool?

    private var address: ServerAddress? { host.flatMap { ServerAddress(host: $0, port: port ?? ServerAddress.localhost.port) } }

    func validate() throws {
        guard host != nil || port == nil else { throw ValidationError("--port needs --host.") }
        guard host == nil || address != nil else { throw ValidationError("--host \(ServerAddress.rule).") }
        if let maxConnections, !ServerDescription.maxConnectionsRange.contains(maxConnections) {
            throw ValidationError("--max-connections must be 1 at least.")
        }
    }

    func apply(to server: inout ServerDescription) {
        if let address { server.address = address }
        if let adminUser { server.adminUser = adminUser }
        if let sslmode { server.sslMode = sslmode }
        if let sslrootcert { server.sslRootCertificate = sslrootcert }
        if let maxConnections { server.maxConnections = maxConnections }
        if let preparedStatements { server.usesPreparedStatements = preparedStatements }
    }

    /// The administrator's, when it is given.
    ///
    /// - Throws: `LinesOfFile.Unreadable`.
    func password() throws -> Secret? {
        guard let passwordFile else { return nil }
        let line = try LinesOfFile(path: passwordFile).first { _ in true }
        return Secret(String(decoding: line ?? [], as: UTF8.self))
    }
}

extension SSLMode: ExpressibleByArgument {}
