public import Contracts
import Synchronization

/// Which servers answer, asked of them and remembered for a moment: a sign-up is not to wait for a server that is away, nor to ask what
/// the one before has just found out.
public final class ServerReach: Sendable {
    private struct Finding {
        let answers: Bool
        let until: ContinuousClock.Instant
    }

    /// How long a server is believed to be there, and to be away.
    private static let trust: Duration = .seconds(1)
    private static let distrust: Duration = .seconds(5)
    private static let limit: Duration = .seconds(2)

    private let administration: any ServerAdministration
    private let findings = Mutex<[String: Finding]>([:])

    public init(administration: any ServerAdministration) { self.administration = administration }

    /// Whether the server lets its administrator in, asked of it now.
    func ask(_ server: String) async -> Bool {
        // Whoever has less time is cancelled when it is up.
        let scope = RequestScope(deadline: .now + Self.limit, phases: PhaseClock())
        let answers =
            (try? await RequestScope.$current.withValue(scope) {
                try await administration.withConnection(server: server, database: "postgres") { _ in }
            }) != nil
        // Who has given up waiting has found out nothing.
        guard !Task.isCancelled else { return answers }
        let finding = Finding(answers: answers, until: .now + (answers ? Self.trust : Self.distrust))
        findings.withLock { $0[server] = finding }
        return answers
    }

    /// What is left of the list without those at its head that do not answer.
    func fromFirstThatAnswers(_ servers: [String]) async -> [String] {
        for (index, server) in servers.enumerated() where await answers(server) { return Array(servers[index...]) }
        return []
    }

    private func answers(_ server: String) async -> Bool {
        if let finding = findings.withLock({ $0[server] }), finding.until > .now { return finding.answers }
        return await ask(server)
    }
}
