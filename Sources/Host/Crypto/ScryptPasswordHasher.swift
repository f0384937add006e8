public import Contracts

/// Hashes passwords with scrypt, on the threads that the host lends for blocking work.
public struct ScryptPasswordHasher: PasswordHasher {
    /// Runs a closure where it may block, and gives back what it returns or throws. Whatever else it throws means that the work
    /// was refused for want of room.
    public typealias Lane = @Sendable (@escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8]

    private let parameters: ScryptParameters
    private let lane: Lane

    /// - Parameters:
    ///   - parameters: the cost of new hashes; stored ones of another cost are reported as `needsRehash`.
    ///   - lane: where hashes are computed, normally `BlockingLane.run`.
    public init(parameters: ScryptParameters, lane: @escaping Lane) {
        self.parameters = parameters
        self.lane = lane
    }

    public func hash(_ password: Secret) async throws -> String {
        let salt = RandomBytes.make(PasswordHash.saltLength)
        let hash = try await derive(password, salt: salt, parameters: parameters)
        return PasswordHash(parameters: parameters, salt: salt, hash: hash).text
    }

    public func verify(_ password: Secret, against hash: String?) async throws -> PasswordVerdict {
        guard let hash else {
            _ = try await derive(password, salt: Self.dummySalt, parameters: parameters)
            return PasswordVerdict(matches: false, needsRehash: false)
        }
        guard let stored = PasswordHash(hash) else { throw PasswordHasherError.malformedHash }
        let derived = try await derive(password, salt: stored.salt, parameters: stored.parameters)
        return PasswordVerdict(
            matches: ConstantTimeEquality.holds(derived, stored.hash), needsRehash: stored.parameters != parameters)
    }

    /// What the password of an account that does not exist is hashed with.
    private static let dummySalt = [UInt8](repeating: 0, count: PasswordHash.saltLength)

    private func derive(_ password: Secret, salt: [UInt8], parameters: ScryptParameters) async throws -> [UInt8] {
        do {
            return try await lane {
                var bytes = Array(password.reveal().utf8)
                defer { bytes.cleanse() }
                return try Scrypt.derive(bytes, salt: salt, parameters: parameters, length: PasswordHash.hashLength)
            }
        } catch let error as OpenSSLError {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            throw PasswordHasherError.busy
        }
    }
}
