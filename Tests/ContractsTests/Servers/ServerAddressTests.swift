import Contracts
import Testing

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("db", "5432"), ("a,b", "5432"), ("a,b", "1,2"), ("/run/postgresql", "5432"), ("::1,127.0.0.1", "5432,5433"),
    ])
    func hostsHaveOnePortOrOneEach(host: String, port: String) throws {
        let address = try #require(ServerAddress(host: host, port: port))
        #expect(address.host == host && address.port == port)
        #expect(address.hasStandbys == host.contains(","))
    }

    @Test(arguments: [
        ("", "5432"), ("a,", "5432"), ("a b", "5432"), ("a\n", "5432"), ("a", "0"), ("a", "65536"), ("a", "1,2"), ("a,b", "1,2,3"),
        ("a", ""), ("a", "+1"), ("a,b,c", "1,2"),
    ])
    func whatLibpqWouldStumbleOverIsNoAddress(host: String, port: String) {
        #expect(ServerAddress(host: host, port: port) == nil)
    }

    @Test(arguments: [
        ("eu", true), ("eu-1", true), ("", false), ("-a", false), ("a-", false), ("EU", false), ("ä", false), ("a.b", false),
    ])
    func labelsAreThoseOfHostNames(text: String, isLabel: Bool) { #expect(ServerDescription.isLabel(text) == isLabel) }
}
