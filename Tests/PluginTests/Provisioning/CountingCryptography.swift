import Contracts
import Synchronization

/// Random bytes that can be foretold; nothing else is asked of it here.
final class CountingCryptography: Cryptography {
    private let next = Atomic<UInt8>(0)

    func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in next.wrappingAdd(1, ordering: .relaxed).newValue } }
    func sha256(_ bytes: [UInt8]) -> [UInt8] { [UInt8](repeating: 7, count: 32) }
    func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { left == right }
    func authenticationCode(of message: [UInt8], context: String) throws -> [UInt8] { Array(context.utf8) + message }
    func seal(_ plaintext: [UInt8], context: String) throws -> [UInt8] { plaintext }
    func open(_ sealed: [UInt8], context: String) throws -> [UInt8] { sealed }
    func signer(for purpose: String) throws -> any DocumentSigner { throw TokenError.unknownKey }
}
