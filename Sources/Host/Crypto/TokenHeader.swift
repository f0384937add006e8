internal import Contracts

/// The protected header of a token: `alg`, `typ` and, when its key has a name, `kid`.
struct TokenHeader: Equatable {
    let algorithm: JWSAlgorithm
    /// As it is written; whether it is a `TokenType` is judged once the signature holds.
    let type: String
    let keyID: String?

    init(algorithm: JWSAlgorithm, type: TokenType, keyID: String?) {
        self.algorithm = algorithm
        self.type = type.rawValue
        self.keyID = keyID
    }

    /// Reads the header of a token, which at this point anybody may have written. Parameters other than the three, `crit`,
    /// `jwk` and `jku` among them, are refused: no token of ours has them.
    init(_ object: JSONObject) throws(TokenError) {
        guard object.members.allSatisfy({ ["alg", "typ", "kid"].contains($0.name) }) else { throw .malformed }
        guard case .string(let name)? = object["alg"] else { throw .malformed }
        guard let algorithm = JWSAlgorithm(rawValue: name) else { throw .unknownAlgorithm }
        switch object["typ"] {
        case nil: type = ""
        case .string(let type): self.type = type
        default: throw .malformed
        }
        switch object["kid"] {
        case nil: keyID = nil
        case .string(let id): keyID = id
        default: throw .malformed
        }
        self.algorithm = algorithm
    }

    /// The header as tokens of ours begin, in base64url.
    var encoded: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("alg", algorithm.rawValue)
        writer.member("typ", type)
        if let keyID { writer.member("kid", keyID) }
        writer.endObject()
        return Base64.url.encode(writer.bytes)
    }
}
