/// A program to be run, with all that it is given: nothing is inherited.
public struct ChildProgram: Sendable {
    /// Its absolute path; no shell and no search is between.
    public let path: String
    /// Without the program's own name. Everybody on the machine can see them.
    public let arguments: [String]
    /// Seen by nobody but the same user.
    public let environment: [String: String]

    public init(path: String, arguments: [String], environment: [String: String]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
    }
}
