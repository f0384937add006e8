public import Contracts

/// Proves whomever its closure names.
public struct StubOperatorAuthenticator: OperatorAuthenticator {
    private let answer: @Sendable (Request) async throws -> OperatorPrincipal?

    public init(_ answer: @escaping @Sendable (Request) async throws -> OperatorPrincipal?) { self.answer = answer }

    public func authenticate(_ request: Request) async throws -> OperatorPrincipal? { try await answer(request) }
}
