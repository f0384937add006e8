import Contracts
import HTTPTypes
import Testing

@testable import ProvisioningPlugin

@Suite struct PreferencesTests {
    @Test(arguments: [
        ("respond-async", true), ("Respond-Async", true), ("return=minimal, respond-async", true), (" respond-async ; foo=1", true),
        ("wait=10,respond-async", true), ("return=minimal", false), ("respond-asynchronously", false),
        ("foo; respond-async", false),
        ("", false),
    ])
    func aWishIsRecognized(field: String, isAsync: Bool) throws {
        let name = try #require(HTTPField.Name("Prefer"))
        #expect(Preferences([name: field]).respondAsync == isAsync)
    }

    @Test func withoutTheFieldNothingIsWished() { #expect(!Preferences(RequestFields()).respondAsync) }
}
