import Contracts
import HostCrypto
import HostReactor
import HostRuntime

extension JWTSigner {
    /// - Throws: `TokenKeyError`, `UnreadableKeyFile` or `UnexpectedKeyKind`.
    init(_ security: HostSettings.Security) throws {
        var keys: [String: TokenKey] = [:]
        for key in security.keys {
            guard let bytes = SettingsFile.read(key.file, limit: 1 << 16) else { throw UnreadableKeyFile(path: key.file) }
            let pem = String(decoding: bytes, as: UTF8.self)
            let made: TokenKey =
                try key.kid == security.signingKey
                ? .privateKey(pem: Secret(pem), id: key.kid) : .publicKey(pem: pem, id: key.kid)
            guard made.algorithm.rawValue == key.algorithm.rawValue else {
                throw UnexpectedKeyKind(kid: key.kid, stated: key.algorithm.rawValue, found: made.algorithm.rawValue)
            }
            keys[key.kid] = made
        }
        let shared = try security.jwtSecret.map { try TokenKey.shared($0) }
        let signing = security.signingKey.flatMap { keys.removeValue(forKey: $0) }
        guard let first = signing ?? shared else { throw TokenKeyError.cannotSign }
        // A shared secret still verifies after a move to a key pair, until the last token signed with it has expired.
        let others = (signing == nil ? [] : [shared].compactMap { $0 }) + keys.values
        try self.init(signingKey: first, verificationKeys: others, issuer: security.issuer, audience: security.audience)
    }
}

struct UnreadableKeyFile: Error, CustomStringConvertible {
    let path: String

    var description: String { "the key file \(path) cannot be read" }
}

struct UnexpectedKeyKind: Error, CustomStringConvertible {
    let kid: String
    let stated: String
    let found: String

    var description: String { "the settings say that the key '\(kid)' is for \(stated), and its file holds one for \(found)" }
}

extension ScryptPasswordHasher {
    init(_ cost: HostSettings.Security.Scrypt, lane: BlockingLane) throws {
        guard let parameters = ScryptParameters(logarithmOfN: cost.log2N, blockSize: cost.r, parallelism: cost.p) else {
            throw UnaffordableHash()
        }
        self.init(parameters: parameters) { work in
            do {
                return try await lane.run(work)
            } catch LaneError.full {
                throw PasswordHasherError.busy
            }
        }
    }
}

struct UnaffordableHash: Error, CustomStringConvertible {
    var description: String { "security.scrypt asks for more memory or time than a password hash may take" }
}
