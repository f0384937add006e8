import Foundation

/// A token taken apart, to be put together again with something changed. Signs with the `openssl` command, so that a fault in
/// the product's own signer cannot hide itself here.
struct TokenParts {
    var header: [String: Any]
    var claims: [String: Any]
    private let signature: String

    struct Malformed: Error {}

    init(_ token: String) throws {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let header = Self.decode(parts[0]), let claims = Self.decode(parts[1]) else { throw Malformed() }
        (self.header, self.claims, signature) = (header, claims, parts[2])
    }

    var unsigned: String { withSignature(signature) }

    func withSignature(_ signature: String) -> String { "\(Self.encode(header)).\(Self.encode(claims)).\(signature)" }

    func signed(_ secret: String) -> String {
        let input = "\(Self.encode(header)).\(Self.encode(claims))"
        let process = Process()
        let (stdin, stdout) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = ["dgst", "-sha256", "-hmac", secret, "-binary"]
        process.standardInput = stdin
        process.standardOutput = stdout
        try? process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try? stdin.fileHandleForWriting.close()
        let mac = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return input + "." + Self.base64URL(mac)
    }

    private static func decode(_ part: String) -> [String: Any]? {
        var text = part.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        guard let bytes = Data(base64Encoded: text) else { return nil }
        return try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    }

    private static func encode(_ object: [String: Any]) -> String {
        let bytes = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return base64URL(bytes ?? Data())
    }

    private static func base64URL(_ bytes: Data) -> String {
        bytes.base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }
}
