/// How a program ended.
public struct ChildExit: Sendable, Equatable {
    public enum Ending: Sendable, Equatable {
        case exited(status: Int32)
        case killed(signal: Int32)
    }

    public let ending: Ending
    /// The end of what it wrote to its standard error.
    public let errorOutput: [UInt8]

    init(waitStatus: Int32, errorOutput: [UInt8]) {
        // wait(2), WIFEXITED and its like, which are macros.
        let signal = waitStatus & 0x7F
        ending = signal == 0 ? .exited(status: (waitStatus >> 8) & 0xFF) : .killed(signal: signal)
        self.errorOutput = errorOutput
    }
}
