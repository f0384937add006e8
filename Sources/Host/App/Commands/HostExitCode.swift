import ArgumentParser

/// How the command line ends; the numbers above 1 are those of sysexits(3).
enum HostExitCode: Int32 {
    case failure = 1
    /// The registry or another service that the host stands on is not there (`EX_UNAVAILABLE`).
    case unavailable = 69
    /// The settings are faulty (`EX_CONFIG`).
    case badSettings = 78

    var exit: ExitCode { ExitCode(rawValue) }
}
