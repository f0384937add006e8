public import Contracts
internal import Glibc

/// Signs and verifies the tokens of users and of API keys (RFC 7519, RFC 9068) under the rules of RFC 8725: the algorithm is the key's and never the
/// token's choice, and no claim is looked at before the signature holds.
public struct JWTSigner: TokenSigner {
    /// How far another host's clock may be ahead. Expiry knows no such grace.
    private static let leewaySeconds: Int64 = 30
    /// Longest token that is looked at.
    private static let maxBytes = 8192

    private let keys: [Entry]
    private let issuer: String
    private let audience: String
    private let now: @Sendable () -> Int64
    private let verified = VerifiedTokens()

    private struct Entry: Sendable {
        let key: TokenKey
        /// The encoded header of the access tokens that this signer makes with the key.
        let header: [UInt8]

        init(_ key: TokenKey) {
            self.key = key
            header = Self.header(of: .access, key)
        }

        static func header(of type: TokenType, _ key: TokenKey) -> [UInt8] {
            Array(TokenHeader(algorithm: key.algorithm, type: type, keyID: key.id).encoded.utf8)
        }

        func isHeader(_ encodedHeader: UnsafeBufferPointer<UInt8>) -> Bool {
            guard header.count == encodedHeader.count, let other = encodedHeader.baseAddress else { return false }
            return memcmp(header, other, header.count) == 0
        }
    }

    private var signing: Entry { keys[0] }

    /// - Parameters:
    ///   - signingKey: signs new tokens, and verifies.
    ///   - verificationKeys: verify only, so that tokens signed before a rotation live out their time.
    ///   - issuer: `iss`.
    ///   - audience: `aud`.
    ///   - now: seconds since 1970.
    /// - Throws: `TokenKeyError` when the signing key cannot sign or two keys bear the same `kid`.
    public init(
        signingKey: TokenKey, verificationKeys: [TokenKey] = [], issuer: String, audience: String,
        now: @escaping @Sendable () -> Int64 = WallClock.seconds
    ) throws(TokenKeyError) {
        guard signingKey.scheme.canSign else { throw .cannotSign }
        var ids: Set<String?> = []
        for key in [signingKey] + verificationKeys where !ids.insert(key.id).inserted { throw .repeatedKeyID(key.id) }
        keys = ([signingKey] + verificationKeys).map(Entry.init)
        self.issuer = issuer
        self.audience = audience
        self.now = now
    }

    public func sign(_ claims: AccessClaims, lifetime: Duration) throws -> String {
        let issuedAt = now()
        let payload = TokenPayload(
            issuer: issuer, audience: audience, issuedAt: issuedAt, expiresAt: issuedAt + lifetime.components.seconds,
            notBefore: nil, tokenID: Base64.url.encode(RandomBytes.make(16)), claims: claims)
        return try token(header: signing.header, payload: payload.encoded)
    }

    public func sign(_ claims: APIKeyClaims, lifetime: Duration) throws -> String {
        let issuedAt = now()
        let payload = APIKeyPayload(
            issuer: issuer, audience: audience, issuedAt: issuedAt, expiresAt: issuedAt + lifetime.components.seconds,
            notBefore: nil, claims: claims)
        return try token(header: Entry.header(of: .apiKey, signing.key), payload: payload.encoded)
    }

    public func verifyBearer(_ token: Substring) throws(TokenError) -> BearerClaims {
        guard token.utf8.count <= Self.maxBytes else { throw .malformed }
        let checked =
            token.utf8.withContiguousStorageIfAvailable { check($0) }
            ?? Array(token.utf8).withUnsafeBufferPointer { check($0) }
        return try checked.get()
    }

    public func publicKeys() -> JSONValue {
        let members = keys.compactMap { entry -> JSONValue? in
            guard let id = entry.key.id, let members = entry.key.publicMembers else { return nil }
            return .object(
                JSONObject(
                    members + [
                        JSONMember("kid", .string(id)), JSONMember("use", "sig"),
                        JSONMember("alg", .string(entry.key.algorithm.rawValue)),
                    ]))
        }
        return ["keys": .array(members)]
    }

    private func token(header: [UInt8], payload: String) throws -> String {
        let signedPart = header + [UInt8(ascii: ".")] + Array(payload.utf8)
        let signature = try signing.key.scheme.sign(signedPart)
        return "\(String(decoding: signedPart, as: UTF8.self)).\(Base64.url.encode(signature))"
    }

    /// `verifyBearer` as a result, for closures that do not carry typed errors.
    private func check(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<BearerClaims, TokenError> {
        Result { () throws(TokenError) in
            guard let token = CompactToken(bytes) else { throw .malformed }
            if let known = verified.find(token) {
                try checkTimes(of: known)
                return known.claims
            }
            let entry = try verify(token)
            try checkTimes(of: entry)
            verified.store(entry, for: token)
            return entry.claims
        }
    }

    private func checkTimes(of entry: VerifiedTokens.Entry) throws(TokenError) {
        let time = now()
        guard time < entry.expiresAt else {
            switch entry.claims {
            case .access: throw .expired
            case .apiKey: throw .apiKeyExpired
            }
        }
        guard entry.validFrom <= time + Self.leewaySeconds else { throw .issuedInFuture }
    }

    /// All but the times, which are judged at each use.
    private func verify(_ token: CompactToken) throws(TokenError) -> VerifiedTokens.Entry {
        let (key, type) = try key(for: token.header)
        try checkSignature(of: token, under: key)
        switch TokenType(rawValue: type) {
        case .access:
            let payload = try accessPayload(of: token)
            return try entry(of: token, payload, .access(payload.claims))
        case .apiKey:
            let payload = try APIKeyPayload(try CompactToken.object(token.payload))
            return try entry(of: token, payload, .apiKey(payload.claims))
        case nil: throw .wrongType
        }
    }

    private func entry(
        of token: CompactToken, _ payload: some RegisteredClaims, _ claims: BearerClaims
    ) throws(TokenError) -> VerifiedTokens.Entry {
        guard payload.issuer == issuer else { throw .wrongIssuer }
        guard payload.audience == audience else { throw .wrongAudience }
        return VerifiedTokens.Entry(
            signedPart: Array(token.signedPart), signature: Array(token.signature), claims: claims,
            validFrom: max(payload.issuedAt, payload.notBefore ?? payload.issuedAt), expiresAt: payload.expiresAt)
    }

    /// The key that the header names, and the type that it claims.
    private func key(for encodedHeader: UnsafeBufferPointer<UInt8>) throws(TokenError) -> (TokenKey, type: String) {
        // Nearly every token begins exactly as ours do, and then there is nothing to decode.
        for entry in keys where entry.isHeader(encodedHeader) { return (entry.key, TokenType.access.rawValue) }
        let header = try TokenHeader(try CompactToken.object(encodedHeader))
        guard let key = keys.first(where: { $0.key.id == header.keyID })?.key else { throw .unknownKey }
        guard key.algorithm == header.algorithm else { throw .unknownAlgorithm }
        return (key, header.type)
    }

    private func checkSignature(of token: CompactToken, under key: TokenKey) throws(TokenError) {
        guard let signature = Base64.url.decode(token.signature) else { throw .malformed }
        let holds: Bool
        do {
            holds = try key.scheme.isSignature(signature, of: token.signedPart)
        } catch {
            // OpenSSL lacked memory or refused the signature's form: either way it has not been shown to hold.
            holds = false
        }
        guard holds else { throw .badSignature }
    }

    private func accessPayload(of token: CompactToken) throws(TokenError) -> TokenPayload {
        guard let bytes = Base64.url.decode(token.payload) else { throw .malformed }
        if let payload = OwnPayloadReader.read(bytes) { return payload }
        return try TokenPayload(try CompactToken.object(token.payload))
    }
}
