import Testing

@testable import AuthPlugin

@Suite struct ClientNetworkTests {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("2001:DB8:0:01::5", "2001:db8:0:1::/64"), ("2001:db8::5", "2001:db8:0:0::/64"), ("2001:db8::", "2001:db8:0:0::/64"),
        ("::1", "0:0:0:0::/64"), ("1:2:3:4:5:6:7::", "1:2:3:4::/64"), ("", ""), ("unix", "unix"), (":", "0:0::/64"),
    ])
    func networkOfAnAddress(address: String, network: String) {
        #expect(ClientNetwork.of(address) == network)
    }
}
