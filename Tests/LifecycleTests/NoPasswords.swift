import Contracts

/// The lifecycle hashes through the identity service.
struct NoPasswords: PasswordHasher {
    func hash(_ password: Secret) async throws -> String { throw PasswordHasherError.busy }
    func verify(_ password: Secret, against hash: String?) async throws -> PasswordVerdict { throw PasswordHasherError.busy }
}
