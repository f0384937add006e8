import Contracts
import Testing

@Suite struct TenantSchemaTests {
    /// Whether a program of version 5 has to wait with serving a tenant.
    @Test(arguments: [
        (5, "five", false), (4, "four", true), (5, "another five", true), (6, "six", false), (0, "adopted", false),
    ])
    func onlyWhatIsOlderIsOutdated(version: Int, fingerprint: String, isOutdated: Bool) {
        let program = TenantSchema(version: 5, fingerprint: "five")
        #expect(TenantSchema(version: version, fingerprint: fingerprint).isOutdated(for: program) == isOutdated)
    }
}
