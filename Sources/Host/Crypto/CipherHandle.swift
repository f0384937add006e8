internal import COpenSSL

/// Owns one `EVP_CIPHER_CTX`: one run of AES-256-GCM (NIST SP 800-38D).
struct CipherHandle: ~Copyable {
    static let keyLength = 32
    /// 96 bits, the length for which GCM needs no further hashing.
    static let nonceLength = 12
    static let tagLength = 16

    private let raw: OpaquePointer

    private init(owning raw: OpaquePointer) { self.raw = raw }
    deinit { EVP_CIPHER_CTX_free(raw) }

    private static func make() throws(OpenSSLError) -> CipherHandle {
        guard let raw = EVP_CIPHER_CTX_new() else { throw .drain("EVP_CIPHER_CTX_new") }
        return CipherHandle(owning: raw)
    }

    /// - Returns: the ciphertext followed by its tag.
    static func encrypt(
        _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], associatedData: [UInt8]
    ) throws(OpenSSLError) -> [UInt8] {
        let cipher = try make()
        guard EVP_EncryptInit_ex2(cipher.raw, EVP_aes_256_gcm(), key, nonce, nil) == 1 else { throw .drain("EVP_EncryptInit_ex2") }
        var length: Int32 = 0
        guard EVP_EncryptUpdate(cipher.raw, nil, &length, associatedData, Int32(associatedData.count)) == 1 else {
            throw .drain("EVP_EncryptUpdate")
        }
        var sealed = [UInt8](repeating: 0, count: plaintext.count + tagLength)
        guard EVP_EncryptUpdate(cipher.raw, &sealed, &length, plaintext, Int32(plaintext.count)) == 1 else {
            throw .drain("EVP_EncryptUpdate")
        }
        var rest: Int32 = 0
        let isTagged = sealed.withUnsafeMutableBufferPointer { buffer in
            let tag = buffer.baseAddress.map { $0 + plaintext.count }
            return EVP_EncryptFinal_ex(cipher.raw, tag, &rest) == 1
                && EVP_CIPHER_CTX_ctrl(cipher.raw, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), tag) == 1
        }
        guard isTagged else { throw .drain("EVP_EncryptFinal_ex") }
        return sealed
    }

    /// - Parameter sealed: the ciphertext followed by its tag.
    /// - Returns: nil when the tag does not fit key, nonce, associated data and ciphertext.
    static func decrypt(
        _ sealed: ArraySlice<UInt8>, key: [UInt8], nonce: [UInt8], associatedData: [UInt8]
    ) throws(OpenSSLError) -> [UInt8]? {
        let cipher = try make()
        guard EVP_DecryptInit_ex2(cipher.raw, EVP_aes_256_gcm(), key, nonce, nil) == 1 else { throw .drain("EVP_DecryptInit_ex2") }
        var length: Int32 = 0
        guard EVP_DecryptUpdate(cipher.raw, nil, &length, associatedData, Int32(associatedData.count)) == 1 else {
            throw .drain("EVP_DecryptUpdate")
        }
        let ciphertext = Array(sealed.dropLast(tagLength))
        var tag = Array(sealed.suffix(tagLength))
        var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
        guard EVP_DecryptUpdate(cipher.raw, &plaintext, &length, ciphertext, Int32(ciphertext.count)) == 1 else {
            throw .drain("EVP_DecryptUpdate")
        }
        guard EVP_CIPHER_CTX_ctrl(cipher.raw, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1 else {
            throw .drain("EVP_CIPHER_CTX_ctrl")
        }
        var nothing: UInt8 = 0
        guard EVP_DecryptFinal_ex(cipher.raw, &nothing, &length) == 1 else {
            // What was decrypted is not authentic: nobody gets to see it.
            plaintext.cleanse()
            _ = OpenSSLError.drain("EVP_DecryptFinal_ex")
            return nil
        }
        return plaintext
    }
}
