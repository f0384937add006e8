public import Contracts

/// Proves whomever its closure names.
public struct StubTenantAuthenticator: TenantAuthenticator {
    private let answer: @Sendable (Request) async throws -> TenantPrincipal?
    private let memory: @Sendable (Request) throws -> TenantPrincipal?

    /// - Parameter memory: what it answers without being waited for.
    public init(
        memory: @escaping @Sendable (Request) throws -> TenantPrincipal? = { _ in nil },
        _ answer: @escaping @Sendable (Request) async throws -> TenantPrincipal?
    ) {
        self.memory = memory
        self.answer = answer
    }

    public func authenticate(_ request: Request) async throws -> TenantPrincipal? { try await answer(request) }

    public func authenticateFromMemory(_ request: Request) throws -> TenantPrincipal? { try memory(request) }
}
