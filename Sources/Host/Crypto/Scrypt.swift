internal import COpenSSL

/// scrypt (RFC 7914) by OpenSSL. It blocks its thread for tens of milliseconds.
enum Scrypt {
    static func derive(
        _ password: [UInt8], salt: [UInt8], parameters: ScryptParameters, length: Int
    ) throws(OpenSSLError) -> [UInt8] {
        // OpenSSL refuses what would take more than this; its own need is a little above the formula's.
        let maxMemory = UInt64(ScryptParameters.maxMemory + (4 << 20))
        var derived = [UInt8](repeating: 0, count: length)
        let isDerived = password.withUnsafeBytes { password in
            // An empty password still needs an address: OpenSSL takes nil for "check the parameters and derive nothing".
            withUnsafePointer(to: CChar(0)) { nothing in
                EVP_PBE_scrypt(
                    password.assumingMemoryBound(to: CChar.self).baseAddress ?? nothing, password.count, salt, salt.count,
                    parameters.iterations, UInt64(parameters.blockSize), UInt64(parameters.parallelism), maxMemory, &derived, length
                )
            }
        }
        guard isDerived == 1 else { throw .drain("EVP_PBE_scrypt") }
        return derived
    }
}
