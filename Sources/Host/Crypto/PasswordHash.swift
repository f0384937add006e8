internal import Contracts

/// A password's hash as it is stored: `$scrypt$ln=15,r=8,p=3$salt$hash` (PHC string format), salt and hash in unpadded base64.
struct PasswordHash: Equatable {
    static let saltLength = 16
    static let hashLength = 32

    let parameters: ScryptParameters
    let salt: [UInt8]
    let hash: [UInt8]

    var text: String {
        let cost = "ln=\(parameters.logarithmOfN),r=\(parameters.blockSize),p=\(parameters.parallelism)"
        return "$scrypt$\(cost)$\(Base64.standard.encode(salt))$\(Base64.standard.encode(hash))"
    }
}

extension PasswordHash {
    /// Reads exactly what `text` writes; nil for anything else, costs beyond `ScryptParameters`' bounds included.
    init?(_ text: String) {
        guard text.utf8.count <= 256 else { return nil }
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let costs = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard costs.count == 3, let logarithm = Self.number(costs[0], after: "ln="),
            let blockSize = Self.number(costs[1], after: "r="),
            let parallelism = Self.number(costs[2], after: "p="),
            let parameters = ScryptParameters(logarithmOfN: logarithm, blockSize: blockSize, parallelism: parallelism),
            let salt = Base64.standard.decode(parts[3]), salt.count == Self.saltLength,
            let hash = Base64.standard.decode(parts[4]), hash.count == Self.hashLength
        else { return nil }
        self.init(parameters: parameters, salt: salt, hash: hash)
    }

    /// A number of at most two digits without sign or leading zero.
    private static func number(_ text: Substring, after prefix: String) -> Int? {
        guard text.hasPrefix(prefix) else { return nil }
        let digits = text.dropFirst(prefix.count)
        guard (1...2).contains(digits.utf8.count), let value = Int(digits), String(value) == digits else { return nil }
        return value
    }
}
