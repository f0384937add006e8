import Contracts
import Glibc

/// A file of mode 0600 that holds one secret and nothing else. It appears whole or not at all.
struct KeyFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    struct Unwritable: Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path) cannot be written: \(reason)" }
    }

    init(path: String) throws(Unwritable) {
        self.path = path
        descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Unwritable(path: path, reason: String(cString: strerror(errno))) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    consuming func write(_ secret: Secret) throws(Unwritable) {
        let bytes = Array(secret.reveal().utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0, rename(path + ".new", path) == 0
        else {
            throw Unwritable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
