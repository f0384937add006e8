import Contracts
import Testing

@testable import CRMPlugin

@Suite struct WorkspaceSchemaTests {
    @Test func schemaIsNamedByTheTenantsIDInBase36() throws {
        let tenant = try #require(TenantID("20202020-1c25-4d02-bf25-6aeccf7ea419"))
        #expect(WorkspaceSchema.name(of: tenant) == "workspace_1wgvd1injqtife6y4rvfbu3h5")
    }
}
