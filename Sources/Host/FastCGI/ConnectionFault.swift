/// Why a connection is closed without an answer.
enum ConnectionFault: Error {
    case peerLeft
    case draining
    /// The handler failed after its answer had begun.
    case brokenOff
    /// libfcgi refused what the scanner had accepted, or the kernel lost it in between.
    case undecodable
    case outOfMemory
}
