import Glibc
import HostRegistry
import HostRuntime

extension JobSettings {
    init(_ jobs: HostSettings.Jobs) {
        self.init(
            host: Self.thisHost, lease: jobs.lease, pollInterval: jobs.pollInterval, maxRunning: jobs.maxRunning)
    }

    private static var thisHost: String {
        var name = [CChar](repeating: 0, count: 256)
        // The last byte stays the end of the text, whatever is cut off.
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown:\(getpid())" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) + ":\(getpid())"
    }
}
