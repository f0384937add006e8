import Foundation
import TestSupport
import Testing

/// `make run` and `make stop`: whatever state they find, a start ends with a product that is ready, and a stop with nothing.
@Suite(.serialized) struct RunTests {
    private static let started = Result { try TestStack() }
    private static let parts = ["postgres", "host-1", "nginx"]

    private var stack: TestStack { get throws { try Self.started.get() } }

    private func isReady() async throws -> Bool { try await stack.client.send("GET", "/ready").status == 200 }

    /// The processes that have one of the stack's files open, or work in one of its folders.
    private func processes() throws -> [Substring] {
        try stack.shell(
            "find /proc/[0-9]*/fd /proc/[0-9]*/cwd -lname '\(stack.directory.path)/*' 2> /dev/null | cut -d/ -f3 | sort -u || true"
        ).split(separator: "\n")
    }

    @Test func aSecondStartChangesNothing() throws {
        let before = try Self.parts.map { try stack.pid(of: $0) }
        try stack.start()
        #expect(try Self.parts.map { try stack.pid(of: $0) } == before)
    }

    @Test(arguments: parts)
    func aStartBringsBackAPartThatWasKilled(part: String) async throws {
        let killed = try stack.pid(of: part)
        try stack.signal(part, SIGKILL)
        try stack.start()
        #expect(try stack.pid(of: part) != killed)
        #expect(try await isReady())
    }

    @Test func aStartBringsBackEverythingAfterACrash() async throws {
        for part in Self.parts { try stack.signal(part, SIGKILL) }
        try stack.start()
        #expect(try await isReady())
    }

    /// A pid that was given to another process since must not pass for PostgreSQL's.
    @Test func aStaleLockFileDoesNotKeepPostgresFromStarting() async throws {
        try stack.signal("postgres", SIGKILL)
        let lock = try stack.directory.appending(path: "postgres/postmaster.pid").path
        try stack.shell("sed -i '1s/.*/\(getpid())/' '\(lock)'")
        try stack.start()
        #expect(try await isReady())
    }

    @Test func aTakenPortIsOneClearSentence() throws {
        let port = String(try stack.port)
        let failure = #expect(throws: StackFailure.self) { try TestStack(environment: ["PORT": port]) }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output.hasPrefix("error: Port \(port) is taken by another program."))
        #expect(output.split(separator: "\n").count == 1)
    }

    @Test func aPostgresThatDoesNotStartIsOneClearSentence() throws {
        let options = ["POSTGRES_OPTIONS": "-c nonsense=1"]
        let failure = #expect(throws: StackFailure.self) { try TestStack(environment: options) }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output.hasPrefix("error: PostgreSQL did not start: "))
        #expect(output.split(separator: "\n").count == 1)
    }

    @Test func aTenantServerThatIsNotThereIsOneClearSentence() throws {
        let elsewhere = ["POSTGRES_HOST": "127.0.0.1", "POSTGRES_PORT": "1", "POSTGRES_ADMIN_USER": "nobody"]
        let failure = #expect(throws: StackFailure.self) { try TestStack(environment: elsewhere) }
        guard case .command(_, _, let output) = failure else { return }
        #expect(output == "error: The host did not start: PostgreSQL cannot be reached: the connection was refused\n")
    }

    @Test func secretsAreTheirOwnersAloneAndAllDifferent() throws {
        let folder = try stack.directory.appending(path: "secrets")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).map { folder.appending(path: $0).path }
        let operatorKey = try stack.directory.appending(path: "operator-key").path
        let modes = try (files + [operatorKey]).map {
            try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
        }
        #expect(modes.allSatisfy { $0 == 0o600 })
        #expect(try Set(files.map { try String(contentsOfFile: $0, encoding: .utf8) }).count == files.count)
        #expect(files.count >= 5)
    }

    @Test func aStopLeavesNoProcessAndTheDataSurvive() async throws {
        let api = ProductAPI(try stack.client)
        let owner = try await api.signUp()
        try stack.script("stop")
        #expect(try processes().isEmpty)
        try stack.start()
        #expect(try !processes().isEmpty)
        #expect(try await api.call("GET", "/api/me", token: owner.accessToken).status == 200)
    }
}
