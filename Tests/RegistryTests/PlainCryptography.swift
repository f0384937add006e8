import Contracts

/// Seals by writing the context in front, so that a wrong context does not open.
struct PlainCryptography: Cryptography {
    struct WrongContext: Error {}

    func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255) } }
    func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
    func seal(_ plaintext: [UInt8], context: String) throws -> [UInt8] { Array(context.utf8) + plaintext }

    func open(_ sealed: [UInt8], context: String) throws -> [UInt8] {
        guard sealed.starts(with: context.utf8) else { throw WrongContext() }
        return Array(sealed.dropFirst(context.utf8.count))
    }

    func authenticationCode(of message: [UInt8], context: String) throws -> [UInt8] { Array(context.utf8) + message }
    func signer(for purpose: String) throws -> any DocumentSigner { throw WrongContext() }

    /// Not SHA-256: the sum of the bytes is all that tells two scripts of a test apart.
    func sha256(_ bytes: [UInt8]) -> [UInt8] {
        let sum = bytes.reduce(into: UInt32(0)) { $0 = $0 &* 31 &+ UInt32($1) }
        return (0..<4).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
    }
}
