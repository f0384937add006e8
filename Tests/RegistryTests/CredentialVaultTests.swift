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
}
