public import Contracts

/// Proves whomever its closure names.
public struct StubUserAuthenticator: UserAuthenticator {
    private let answer: @Sendable (Request) async throws -> UserPrincipal?
    private let memory: @Sendable (Request) throws -> UserPrincipal?

    /// - Parameter memory: what it answers without being waited for.
    public init(
        memory: @escaping @Sendable (Request) throws -> UserPrincipal? = { _ in nil },
        _ answer: @escaping @Sendable (Request) async throws -> UserPrincipal?
    ) {
        self.memory = memory
        self.answer = answer
    }

    public func authenticate(_ request: Request) async throws -> UserPrincipal? { try await answer(request) }

    public func authenticateFromMemory(_ request: Request) throws -> UserPrincipal? { try memory(request) }
}
