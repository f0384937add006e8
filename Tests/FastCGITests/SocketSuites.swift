import Testing

/// The suites that talk to a running front. One test at a time: some of them measure time, and clients block their thread.
@Suite(.serialized) enum SocketSuites {}
