internal import CFastCGI
internal import Glibc

/// Holds a request that did not arrive in one piece, in memory, for libfcgi to read it from once it is there.
struct RequestFile: ~Copyable {
    private let descriptor: Int32
    private var byteCount = 0
    private var isClosed = false

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit { if !isClosed { close(descriptor) } }

    /// - Returns: nil when the kernel gives no file (memfd_create(2)).
    static func make() -> RequestFile? {
        let descriptor = tm_anonymous_file()
        return descriptor >= 0 ? RequestFile(owning: descriptor) : nil
    }

    /// - Returns: false when memory is short.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard pwrite(descriptor, bytes.baseAddress, bytes.count, byteCount) == bytes.count else { return false }
        byteCount += bytes.count
        return true
    }

    /// Makes the next `read` begin at `position`; `append` does not move it.
    ///
    /// - Returns: the descriptor to read from.
    borrowing func rewind(to position: Int) -> Int32 {
        lseek(descriptor, position, SEEK_SET)
        return descriptor
    }

    /// To be called when libfcgi has closed it.
    mutating func markClosed() { isClosed = true }
}
