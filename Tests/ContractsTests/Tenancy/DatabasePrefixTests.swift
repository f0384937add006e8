import Contracts
import Testing

@Suite struct DatabasePrefixTests {
    @Test(arguments: ["tenant_", "t", "crm2_", String(repeating: "x", count: 30)])
    func usablePrefixes(text: String) { #expect(DatabasePrefix.isUsable(text)) }

    @Test(arguments: ["", "2t_", "_t", "Tenant_", "pg_x", "a-b", "a\"; DROP", "tenänt", "a\0", String(repeating: "x", count: 31)])
    func unusablePrefixes(text: String) { #expect(!DatabasePrefix.isUsable(text)) }
}
