import Contracts
import FoundationEssentials
import Testing

@testable import AdminPlugin

@Suite struct OperatorKeyTextTests {
    private static let identity = String(repeating: "A", count: 22)
    private static let secret = String(repeating: "b", count: 43)

    @Test func theIdentityIsFoundAlsoBetweenUnderscores() {
        let key = "tmk_" + "_A_A_" + String(repeating: "_", count: 17) + "_" + String(repeating: "_", count: 43)
        #expect(OperatorKeyText.identity(in: key) == "_A_A_" + String(repeating: "_", count: 17))
    }

    @Test func theIdentityIsTheKeysOwn() throws {
        let id = try #require(UUID(uuidString: "00112233-4455-6677-8899-aabbccddeeff"))
        #expect(OperatorKeyText.identity(of: id) == "ABEiM0RVZneImaq7zN3u_w")
    }

    @Test(arguments: [
        "", "tmk_", identity, "tmk_\(identity)\(secret)", "tmk_\(identity)_\(secret)b", "tmk_\(identity)_" + secret.dropLast(),
        "TMK_\(identity)_\(secret)", "tmk_\(identity)-\(secret)", "tmk_\(identity)_\(secret), tmk_\(identity)_\(secret)",
    ])
    func textOfAnotherFormIsNoKey(text: String) {
        #expect(OperatorKeyText.identity(in: text) == nil)
    }
}
