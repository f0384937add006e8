import Contracts
import Testing

@testable import HostRegistry

@Suite struct CredentialVaultTests {
    private let vault = CredentialVault(cryptography: PlainCryptography())

    @Test func aPasswordOpensForItsTenant() throws {
        let tenant = TenantID.random()
        #expect(try vault.open(vault.seal(Secret("s3cret"), of: tenant), of: tenant).reveal() == "s3cret")
    }

    @Test func aPasswordMovedToAnotherTenantDoesNotOpen() throws {
        let sealed = try vault.seal(Secret("s3cret"), of: .random())
        #expect(throws: PlainCryptography.WrongContext.self) { try vault.open(sealed, of: .random()) }
    }

    private static let server = ServerDescription(
        name: "eu-1", address: .localhost, sslMode: .verifyFull, sslRootCertificate: "/etc/ca.pem", adminUser: "admin")

    private static let otherPlaces: [@Sendable (inout ServerDescription) -> Void] = [
        { $0.address = ServerAddress(host: "elsewhere") ?? .localhost },
        { $0.address = ServerAddress(host: "localhost,elsewhere") ?? .localhost },
        { $0.address = ServerAddress(host: "localhost", port: "5433") ?? .localhost }, { $0.adminUser = "other" },
        { $0.sslMode = .disable }, { $0.sslRootCertificate = nil }, { $0.sslRootCertificate = "/tmp/mine.pem" },
    ]

    @Test(arguments: otherPlaces.indices)
    func aServersPasswordOpensForThePlaceItWasGivenFor(index: Int) throws {
        let sealed = try vault.seal(Secret("s3cret"), of: Self.server)
        #expect(try vault.open(sealed, of: Self.server).reveal() == "s3cret")
        var other = Self.server
        Self.otherPlaces[index](&other)
        #expect(throws: ServerError.passwordSealedOtherwise("eu-1")) { try vault.open(sealed, of: other) }
    }

    @Test func whatAServerIsUsedForMayChange() throws {
        let sealed = try vault.seal(Secret("s3cret"), of: Self.server)
        var other = Self.server
        (other.weight, other.region, other.capacity, other.state, other.maxConnections) = (7, "eu", 3, .draining, 5)
        #expect(try vault.open(sealed, of: other).reveal() == "s3cret")
    }

    /// No two places read alike, however their parts are put together.
    @Test func thePartsOfAPlaceAreKeptApart() throws {
        let (one, other) = (
            ServerDescription(name: "eu-1", address: .localhost, sslRootCertificate: "a,1:b", adminUser: "u"),
            ServerDescription(name: "eu-1", address: .localhost, sslRootCertificate: "a", adminUser: "u,1:b")
        )
        #expect(one.loginPlace != other.loginPlace)
    }
}
