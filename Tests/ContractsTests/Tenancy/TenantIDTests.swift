import Contracts
import Foundation
import Testing

@Suite struct TenantIDTests {
    private static let canonical = "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c1"

    @Test func eitherCaseIsReadAndLowerCaseIsWritten() throws {
        #expect(TenantID(Self.canonical)?.description == Self.canonical)
        #expect(TenantID(Self.canonical.uppercased())?.description == Self.canonical)
        #expect(TenantID("x\(Self.canonical)".dropFirst())?.description == Self.canonical)
        #expect(UUID(canonical: Self.canonical) == UUID(uuidString: Self.canonical))
    }

    @Test func randomOnesComeBack() {
        for _ in 0..<100 {
            let id = TenantID.random()
            #expect(TenantID(id.description) == id)
        }
    }

    @Test(arguments: [
        "", "0e0c0c6e98a044a68d8af6f5d1a3a0c1", "{0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c1}", "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c",
        "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c11", "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0cg", "0e0c0c6e098a0-44a6-8d8a-f6f5d1a3a0c1",
        " e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c1", "+e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0c1", "0e0c0c6e-98a0-44a6-8d8a-0xf5d1a3a0c1",
        "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0\0\0", "0e0c0c6e-98a0-44a6-8d8a-f6f5d1a3a0é", "0e0c0c6e_98a0_44a6_8d8a_f6f5d1a3a0c1",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(TenantID(text) == nil)
        #expect(UUID(canonical: text) == nil)
    }
}
