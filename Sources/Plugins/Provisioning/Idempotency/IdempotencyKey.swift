import Contracts

/// The value of `Idempotency-Key`: the client's own name for one registration, by which a retry is known
/// (draft-ietf-httpapi-idempotency-key-header-07, §2; any visible text is taken, quoted or not).
struct IdempotencyKey: Sendable, Equatable {
    static let rule = "must be 1 to 255 visible ASCII characters, without spaces"

    private let text: String

    /// Nil for what breaks the rule; two fields of the name, which arrive joined, do.
    init?(_ text: String) {
        guard (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.text = text
    }

    /// What the registry keeps of the key and of what was sent under it.
    func attempt(at form: RegistrationForm, _ cryptography: any Cryptography) throws -> SignUpAttempt {
        SignUpAttempt(
            keyCode: try cryptography.authenticationCode(of: Array(text.utf8), context: "sign-up-key"),
            requestCode: try cryptography.authenticationCode(of: form.digestible, context: "sign-up-request"))
    }
}

extension RegistrationForm {
    /// All that was asked for, each value with its length in front, so that no two forms give the same bytes. Neither the order of the
    /// members nor one that is not known makes another form.
    fileprivate var digestible: [UInt8] {
        var values = [organizationName, email.description, password.reveal(), name.first, name.last, slug?.description, planName]
        // The codes of forms without one are those of versions that knew none.
        if let region { values.append(region) }
        return values.flatMap { value in value.map { Array("\($0.utf8.count):\($0)".utf8) } ?? Array("-".utf8) }
    }
}
