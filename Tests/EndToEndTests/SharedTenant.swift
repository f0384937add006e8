import TestSupport

/// One organization for the tests that need some tenant and leave nothing behind that another would mind.
actor SharedTenant {
    private static let shared = SharedTenant()
    private var task: Task<ProductAPI.Organization, any Error>?

    static var organization: ProductAPI.Organization { get async throws { try await shared.get() } }

    private func get() async throws -> ProductAPI.Organization {
        if let task { return try await task.value }
        let task = Task { try await Product.api.signUp("Shared") }
        self.task = task
        return try await task.value
    }
}
