internal import CLinux
internal import Glibc

/// What a child begins with: no input, no output but its standard error, no other descriptor of ours, default signals.
struct SpawnAttributes: ~Copyable {
    private let files: UnsafeMutablePointer<posix_spawn_file_actions_t>
    private let attributes: UnsafeMutablePointer<posix_spawnattr_t>

    /// - Parameter errorOutput: where its standard error goes.
    init(errorOutput: Int32) {
        files = .allocate(capacity: 1)
        attributes = .allocate(capacity: 1)
        posix_spawn_file_actions_init(files)
        posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(files, errorOutput, STDERR_FILENO)
        posix_spawn_file_actions_addclosefrom_np(files, STDERR_FILENO + 1)
        posix_spawnattr_init(attributes)
        // A group of its own keeps a terminal's interrupt from it: the host ends it in its own way.
        posix_spawnattr_setflags(attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(attributes, &signals)
    }

    deinit {
        posix_spawn_file_actions_destroy(files)
        posix_spawnattr_destroy(attributes)
        files.deallocate()
        attributes.deallocate()
    }

    /// - Returns: the child's id.
    func spawn(_ program: ChildProgram) throws(ChildError) -> pid_t {
        var child = pid_t()
        let environment = program.environment.map { "\($0.key)=\($0.value)" }
        let failure = Self.withCStrings([program.path] + program.arguments) { arguments in
            Self.withCStrings(environment) { posix_spawn(&child, program.path, files, attributes, arguments, $0) }
        }
        guard failure == 0 else { throw .notStarted(errno: failure) }
        return child
    }

    /// Lends a null-terminated array of C strings.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return body(copies)
    }
}
