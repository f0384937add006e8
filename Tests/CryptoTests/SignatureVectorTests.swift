import Contracts
import Testing

@testable import HostCrypto

@Suite struct SignatureVectorTests {
    /// The signing input of RFC 7515 appendix A.1.
    private static let rfc7515Input =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
        + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"

    @Test func hmacMatchesRFC7515() throws {
        let key = try #require(
            Base64.url.decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"))
        let handle = try MACHandle.keyed(key)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.rfc7515Input.utf8.count)
        defer { buffer.deallocate() }
        _ = buffer.initialize(from: Self.rfc7515Input.utf8)
        #expect(Base64.url.encode(try handle.tag(of: UnsafeBufferPointer(buffer))) == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }

    @Test func ed25519MatchesRFC8037() throws {
        let key = try TokenKey.privateKey(pem: TestKeys.ed25519, id: "a")
        let signature = try key.scheme.sign(Array("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc".utf8))
        #expect(
            Base64.url.encode(signature)
                == "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")
    }

    /// RFC 7515 appendix A.3: its key, its message and its signature, which is r and s side by side.
    @Test func es256VerifiesRFC7515() throws {
        let pem = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV7
            6e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==
            -----END PUBLIC KEY-----
            """
        let key = try TokenKey.publicKey(pem: pem, id: "a")
        let message = Array(
            ("eyJhbGciOiJFUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ").utf8)
        var signature = try #require(
            Base64.url.decode("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"))
        #expect(message.withUnsafeBufferPointer { (try? key.scheme.isSignature(signature, of: $0)) == true })
        signature[10] ^= 1
        #expect(message.withUnsafeBufferPointer { (try? key.scheme.isSignature(signature, of: $0)) == false })
    }
}
