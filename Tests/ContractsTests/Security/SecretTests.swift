import Contracts
import Testing

@Suite struct SecretTests {
    private struct Holder {
        let name = "name"
        let password = Secret("hunter2")
    }

    private static func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }

    @Test func noWayOfPrintingShowsIt() {
        let secret = Secret("hunter2")
        let holder = Holder()
        let texts = [
            "\(secret)", String(describing: secret), String(reflecting: secret), Self.dumped(secret), "\(holder)",
            String(reflecting: holder), Self.dumped(holder), "\([secret])", "\(["k": secret])", "\(Optional(secret) as Any)",
            Self.dumped([secret]), "\(Mirror(reflecting: secret).children.map(\.value))",
        ]
        for text in texts { #expect(!text.contains("hunter2")) }
    }

    @Test func itIsReadByAskingForIt() {
        #expect(Secret("hünter2").reveal() == "hünter2")
        #expect(Secret("hünter2").byteCount == 8)
        #expect(Secret("").isEmpty)
    }
}
