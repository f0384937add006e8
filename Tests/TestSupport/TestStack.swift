public import Foundation

/// The whole product in a throw-away place: PostgreSQL, hosts and nginx, started by the same scripts as `make run`.
public final class TestStack: Sendable {
    public let directory: URL
    public let port: Int
    let environment: [String: String]

    /// Starts a stack.
    ///
    /// - Parameters:
    ///   - hosts: how many instances stand side by side behind nginx.
    ///   - environment: settings beyond the usual ones, as an operator would set them.
    public init(hosts: Int = 1, environment: [String: String] = [:]) throws {
        directory = URL(filePath: "/tmp/tm-test-\(UUID().uuidString.prefix(8))")
        port = try Self.freePort()
        var all = [
            "STATE_DIR": directory.path, "PORT": String(port), "HOSTS": String(hosts),
            "TENANT_MANAGER": try Self.binary().path,
            // Durability is not what these tests are about, and the disk is shared.
            "POSTGRES_OPTIONS": "-c fsync=off -c full_page_writes=off -c shared_buffers=64MB",
            "SIGN_UP_RATE": "1000r/s", "SIGN_UP_BURST": "1000", "LOGIN_RATE": "1000r/s", "LOGIN_BURST": "1000",
        ]
        all.merge(environment) { _, given in given }
        self.environment = ProcessInfo.processInfo.environment.merging(all) { _, given in given }
        StackKeeper.shared.keep(directory, environment: self.environment)
        try start()
    }

    deinit { stop() }

    public var client: HTTPClient { HTTPClient(port: port) }

    public var operatorKey: String {
        get throws {
            try String(contentsOf: directory.appending(path: "operator-key"), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// Starts what does not run; safe to repeat.
    public func start() throws { try script("start") }

    public func stop() {
        _ = try? script("stop")
        StackKeeper.shared.forget(directory)
    }

    /// Sends a signal to `postgres`, `nginx` or `host-1`, `host-2`, ….
    public func signal(_ name: String, _ signal: Int32) throws {
        kill(try pid(of: name), signal)
    }

    public func pid(of name: String) throws -> Int32 {
        let line = try String(contentsOf: directory.appending(path: "pids/\(name)"), encoding: .utf8)
        guard let pid = line.split(separator: " ").first.flatMap({ Int32($0) }) else { throw StackFailure.noProcess(name) }
        return pid
    }

    public func log(_ name: String) throws -> String {
        try String(contentsOf: directory.appending(path: "logs/\(name).log"), encoding: .utf8)
    }

    /// Runs one of the repository's scripts against this stack.
    @discardableResult public func script(_ name: String, _ arguments: [String] = []) throws -> String {
        try Self.run(Self.repository.appending(path: "scripts/\(name)"), arguments, environment: environment)
    }

    /// Runs the product's command line against this stack's registry.
    @discardableResult public func command(_ arguments: [String]) throws -> String {
        try script("command", arguments)
    }

    /// Runs SQL as PostgreSQL's superuser and returns the rows as psql prints them, unaligned.
    @discardableResult public func sql(_ statement: String, database: String = "tenant_manager") throws -> String {
        let password = try String(contentsOf: directory.appending(path: "secrets/postgres-superuser-password"), encoding: .utf8)
        var environment = self.environment
        environment["PGPASSWORD"] = password
        environment["PGHOST"] = directory.appending(path: "sockets/postgres").path
        return try Self.run(
            URL(filePath: "/usr/bin/psql"), ["-XqAt", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", database, "-c", statement],
            environment: environment)
    }

    /// Runs a shell script in the repository's folder, in this stack's environment.
    @discardableResult public func shell(_ script: String) throws -> String {
        try Self.run(URL(filePath: "/bin/bash"), ["-c", "cd '\(Self.repository.path)'\n" + script], environment: environment)
    }

    private static func run(_ program: URL, _ arguments: [String], environment: [String: String]) throws -> String {
        let place = FileManager.default.temporaryDirectory.appending(path: "tm-run-\(UUID().uuidString)").path
        let (output, errors) = (place + ".out", place + ".err")
        defer {
            unlink(output)
            unlink(errors)
        }
        let status = try ChildProcess.spawnAndWait(
            [program.path] + arguments, output: output, errors: errors, environment: environment)
        guard status == 0 else {
            throw StackFailure.command(
                ([program.lastPathComponent] + arguments).joined(separator: " "), status: status,
                output: try String(contentsOfFile: errors, encoding: .utf8))
        }
        return try String(contentsOfFile: output, encoding: .utf8).trimmingCharacters(in: .newlines)
    }

    public static var repository: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// The host that was built with the tests, beside them.
    static func binary() throws -> URL {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        for folder in sequence(
            first: tests.deletingLastPathComponent(), next: { $0.path == "/" ? nil : $0.deletingLastPathComponent() })
        {
            let candidate = folder.appending(path: "tenant-manager")
            if FileManager.default.isExecutableFile(atPath: candidate.path), folder.path.contains("/.build") { return candidate }
        }
        let built = repository.appending(path: ".build/debug/tenant-manager")
        guard FileManager.default.isExecutableFile(atPath: built.path) else { throw StackFailure.notBuilt }
        return built
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let failure = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) | getsockname(descriptor, $0, &length)
            }
        }
        guard failure == 0 else { throw StackFailure.noPort }
        return Int(in_port_t(bigEndian: address.sin_port))
    }
}

public enum StackFailure: Error {
    case command(String, status: Int32, output: String)
    case noProcess(String)
    case stillRunning(String)
    case notBuilt
    case noPort
}
