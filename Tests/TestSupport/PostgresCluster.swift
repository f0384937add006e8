public import Contracts
internal import Foundation

/// A PostgreSQL server of the tests' own: a new cluster in a folder of its own, on a unix socket and a loopback port, where every role
/// needs its password. It disappears with the process that started it.
public final class PostgresCluster: Sendable {
    /// How the server treats its sessions when it stops.
    public enum StopMode: String, Sendable {
        /// Sessions are ended.
        case fast
        /// As in a crash.
        case immediate
    }

    /// The folder of the unix socket.
    public let folder: String
    /// On 127.0.0.1, and in the socket's name.
    public let port: Int
    public let superuser = "postgres"
    public let superuserPassword: Secret

    let installation: PostgresInstallation
    let settings: [String: String]
    private let watchdog: ClusterWatchdog

    /// The one that a test process shares; never stopped by a test.
    public static var shared: PostgresCluster {
        get async throws { try await sharedStart.value }
    }

    private static let sharedStart = Task { try await PostgresCluster.launch() }

    /// Makes and starts a cluster for a test that stops or damages it.
    ///
    /// - Parameters:
    ///   - settings: added to `postgresql.conf`.
    ///   - icuLocale: of its databases; nil has the operating system sort.
    public static func launch(settings: [String: String] = [:], icuLocale: String? = nil) async throws -> PostgresCluster {
        let cluster = try PostgresCluster(settings: settings)
        try await cluster.initialize(icuLocale.map { ["--locale-provider", "icu", "--icu-locale", $0] } ?? [])
        try await cluster.start()
        return cluster
    }

    /// Nothing runs yet.
    ///
    /// - Parameter password: the superuser's.
    init(settings: [String: String], password: Secret = Secret(UUID().uuidString)) throws {
        installation = try PostgresInstallation.find()
        folder = try Self.makeFolder()
        port = FreePort.find()
        superuserPassword = password
        self.settings = settings
        watchdog = try ClusterWatchdog(folder: folder)
    }

    public func start() async throws {
        let arguments = ["start", "-D", data, "-w", "-t", "60", "-l", "\(folder)/server.log"]
        try await ChildProcess.run(installation.command("pg_ctl", arguments), log: "\(folder)/pg_ctl.log")
    }

    public func stop(_ mode: StopMode = .fast) async throws {
        let arguments = ["stop", "-D", data, "-w", "-t", "60", "-m", mode.rawValue]
        try await ChildProcess.run(installation.command("pg_ctl", arguments), log: "\(folder)/pg_ctl.log")
    }

    public func restart(_ mode: StopMode = .fast) async throws {
        try await stop(mode)
        try await start()
    }

    var data: String { "\(folder)/data" }

    /// A folder that belongs to whoever the server runs as.
    private static func makeFolder() throws -> String {
        let path = "/tmp/tm-cluster-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        if geteuid() == 0 {
            try FileManager.default.setAttributes([.ownerAccountName: "postgres"], ofItemAtPath: path)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
        return path
    }

    private func initialize(_ locale: [String]) async throws {
        let passwordFile = "\(folder)/password"
        try superuserPassword.reveal().write(toFile: passwordFile, atomically: false, encoding: .utf8)
        var arguments = [
            "-D", data, "-U", superuser, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--locale", "C.UTF-8",
            "--no-sync", "--no-instructions",
        ]
        arguments += locale
        try await ChildProcess.run(installation.command("initdb", arguments), log: "\(folder)/initdb.log")
        try FileManager.default.removeItem(atPath: passwordFile)
        try configure()
    }

    /// Later lines win.
    func configure() throws {
        let file = "\(data)/postgresql.auto.conf"
        let lines = configuration.map { "\($0.key) = '\($0.value)'\n" }.sorted().joined()
        // Written in place: the file stays its owner's.
        let handle = FileHandle(forWritingAtPath: file)
        try handle?.seekToEnd()
        try handle?.write(contentsOf: Data(lines.utf8))
        try handle?.close()
    }

    /// Durability is of no use to a cluster that is thrown away.
    private var configuration: [String: String] {
        let usual = [
            "listen_addresses": "127.0.0.1", "port": String(port), "unix_socket_directories": folder, "fsync": "off",
            "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300", "shared_buffers": "64MB",
            "log_min_messages": "fatal", "max_wal_size": "256MB",
        ]
        return usual.merging(settings) { $1 }
    }
}
