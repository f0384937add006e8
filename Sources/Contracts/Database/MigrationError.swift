/// Why a database was not migrated. Nothing was changed when it is thrown before the first migration.
public enum MigrationError: Error, Equatable, Sendable {
    /// An owner's versions are not 1, 2, 3, …: a fault of the program.
    case disordered(owner: String)
    /// The migration was applied with another text than the program has.
    case altered(owner: String, version: Int)
    /// The database has a migration that the program does not know: it was migrated by a later program.
    case newerThanProgram(owner: String, version: Int)
}

extension MigrationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .disordered(let owner): "the migrations of '\(owner)' are not numbered from 1 without gaps"
        case .altered(let owner, let version):
            "migration \(version) of '\(owner)' was applied with another text than this program has"
        case .newerThanProgram(let owner, let version):
            "the database has migration \(version) of '\(owner)', which this program does not know; run a later one"
        }
    }
}
