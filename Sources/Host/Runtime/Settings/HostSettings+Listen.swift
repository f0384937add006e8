internal import Contracts

extension HostSettings {
    /// The unix socket on which nginx reaches the host.
    public struct Listen: Sendable {
        public let socket: String
        /// The socket's permissions: nginx's user must be able to write to it, others need not.
        public let mode: UInt32
        /// Connections that the kernel keeps waiting (`listen(2)`).
        public let backlog: Int

        init(_ decoder: inout SettingsDecoder) {
            socket = decoder.parsed(
                "socket", default: "/run/tenant-manager/tenant-manager.sock", "must be an absolute path of at most 107 bytes"
            ) { $0.hasPrefix("/") && $0.utf8.count <= 107 ? $0 : nil }
            mode = decoder.parsed("mode", default: 0o660, "must be an octal mode such as 0660") { text in
                UInt32(text, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil }
            }
            backlog = decoder.integer("backlog", default: 1_024, in: 1...65_535)
        }
    }

    /// The threads for work that blocks or computes for long, password hashes above all.
    public struct BlockingLane: Sendable {
        public let threads: Int
        /// Pieces of work that may wait; beyond, 503.
        public let queueLimit: Int

        init(_ decoder: inout SettingsDecoder) {
            threads = decoder.integer("threads", default: 4, in: 1...256)
            queueLimit = decoder.integer("queue_limit", default: 256, in: 1...100_000)
        }
    }

    /// What one client, or all of them, may ask of the front.
    public struct Limits: Sendable {
        public let maxConnections: Int
        public let maxParameterBytes: Int
        public let maxBodyBytes: Int
        public let readTimeout: Duration
        public let writeTimeout: Duration
        public let requestDeadline: Duration
        /// For requests whose bodies pass through piece by piece.
        public let streamDeadline: Duration

        init(_ decoder: inout SettingsDecoder) {
            maxConnections = decoder.integer("max_connections", default: 10_000, in: 1...1_000_000)
            maxParameterBytes = decoder.integer("max_parameter_bytes", default: 65_536, in: 4_096...1_048_576)
            maxBodyBytes = decoder.integer("max_body_bytes", default: 10_485_760, in: 1_024...1_073_741_824)
            readTimeout = decoder.milliseconds("read_timeout_ms", default: 10_000, in: 100...600_000)
            writeTimeout = decoder.milliseconds("write_timeout_ms", default: 30_000, in: 100...600_000)
            requestDeadline = decoder.milliseconds("request_deadline_ms", default: 30_000, in: 100...600_000)
            streamDeadline = decoder.milliseconds("stream_deadline_ms", default: 3_600_000, in: 100...86_400_000)
        }
    }
}
