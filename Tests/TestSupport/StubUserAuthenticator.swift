public import Contracts

/// Proves whomever its closure names.
public struct StubUserAuthenticator: UserAuthenticator {
    private let answer: @Sendable (Request) async throws -> UserPrincipal?

    public init(_ answer: @escaping @Sendable (Request) async throws -> UserPrincipal?) { self.answer = answer }

    public func authenticate(_ request: Request) async throws -> UserPrincipal? { try await answer(request) }
}
