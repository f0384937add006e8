/// Why the host's cryptography refused. It says nothing of keys or contents.
public enum CryptographyError: Error, Equatable, Sendable {
    /// The encryption key is not 32 bytes long.
    case malformedKey
    /// What should be opened was sealed under another key or context, was changed, or was never sealed by this program.
    case notAuthentic
    /// More bytes than OpenSSL takes in one call (2 GiB).
    case tooLarge
}
