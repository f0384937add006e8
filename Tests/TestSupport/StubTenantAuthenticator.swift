public import Contracts

/// Proves whomever its closure names.
public struct StubTenantAuthenticator: TenantAuthenticator {
    private let answer: @Sendable (Request) async throws -> TenantPrincipal?

    public init(_ answer: @escaping @Sendable (Request) async throws -> TenantPrincipal?) { self.answer = answer }

    public func authenticate(_ request: Request) async throws -> TenantPrincipal? { try await answer(request) }
}
