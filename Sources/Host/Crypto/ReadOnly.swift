/// An OpenSSL object that is complete and never changed again, so that threads may read it at the same time.
///
/// `@unchecked`: no lock is needed, as `EVP_MAC_CTX_dup` and the `EVP_PKEY` functions only read, and OpenSSL counts its
/// references atomically. Nothing hands out the object for writing.
struct ReadOnly<Handle: ~Copyable>: ~Copyable, @unchecked Sendable {
    let handle: Handle

    init(_ handle: consuming Handle) { self.handle = handle }
}
