public import Contracts

extension HostSettings {
    public struct Security: Sendable {
        /// The secret of HS256; nil only when `signingKey` names another key.
        public let jwtSecret: Secret?
        public let issuer: String
        public let audience: String
        /// The `kid` of the key that signs; nil signs with `jwtSecret`.
        public let signingKey: String?
        public let keys: [SigningKey]
        public let encryptionKey: EncryptionKey
        public let scrypt: Scrypt

        /// A key of its own for access tokens. Those that do not sign still verify, so that keys can overlap on rotation.
        public struct SigningKey: Sendable {
            public enum Algorithm: String, Sendable, CaseIterable {
                case edDSA = "EdDSA"
                case es256 = "ES256"
                case rs256 = "RS256"
            }

            public let kid: String
            public let algorithm: Algorithm
            /// A PEM file: the private key of the one that signs; of others the public key will do.
            public let file: String

            init(_ decoder: inout SettingsDecoder) {
                kid = decoder.requiredString("kid")
                algorithm = decoder.choice("algorithm", default: .edDSA)
                file = decoder.requiredString("file")
            }
        }

        /// The cost of a password hash (RFC 7914 §2).
        public struct Scrypt: Sendable {
            public let log2N: Int
            public let r: Int
            public let p: Int

            init(_ decoder: inout SettingsDecoder) {
                log2N = decoder.integer("log2n", default: 15, in: 10...20)
                r = decoder.integer("r", default: 8, in: 1...32)
                p = decoder.integer("p", default: 3, in: 1...16)
            }
        }

        init(_ decoder: inout SettingsDecoder) {
            signingKey = decoder.optionalString("signing_key")
            keys = decoder.each("keys") { SigningKey(&$0) }
            jwtSecret = Self.jwtSecret(&decoder, isRequired: signingKey == nil)
            issuer = decoder.string("issuer", default: "tenant-manager")
            audience = decoder.string("audience", default: "tenant-manager")
            encryptionKey = Self.encryptionKey(&decoder)
            scrypt = decoder.nested("scrypt") { Scrypt(&$0) }
            checkKeys(&decoder)
        }

        /// RFC 7518 §3.2: a key of HS256 has the length of its hash at least.
        private static func jwtSecret(_ decoder: inout SettingsDecoder, isRequired: Bool) -> Secret? {
            let secret = isRequired ? decoder.requiredSecret("jwt_secret") : decoder.optionalSecret("jwt_secret")
            guard let secret, !secret.isEmpty else { return nil }
            if secret.byteCount < 32 { decoder.report(key: "jwt_secret", "must be at least 32 bytes long") }
            return secret
        }

        private static func encryptionKey(_ decoder: inout SettingsDecoder) -> EncryptionKey {
            let text = decoder.requiredString("encryption_key")
            if let key = EncryptionKey(text) { return key }
            if !text.isEmpty { decoder.report(key: "encryption_key", "must be 32 bytes in hexadecimal or Base64") }
            return .absent
        }

        private func checkKeys(_ decoder: inout SettingsDecoder) {
            let kids = keys.map(\.kid)
            if Set(kids).count < kids.count { decoder.report(key: "keys", "must have kids of their own") }
            if let signingKey, !kids.contains(signingKey) {
                decoder.report(key: "signing_key", "must be the kid of one of the keys")
            }
        }
    }
}
