import Glibc
import HostRegistry

extension HostInstance {
    /// This process, named by its machine and its number.
    static func current() -> HostInstance {
        var name = [CChar](repeating: 0, count: 256)
        // A name that is too long is cut; the last byte stays zero.
        _ = gethostname(&name, name.count - 1)
        let machine = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return HostInstance(name: String(decoding: machine.prefix(200), as: UTF8.self) + "/\(getpid())")
    }
}
