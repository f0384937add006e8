internal import Contracts

/// Why the plugin could not be made.
public enum ProvisioningError: Error, Equatable, Sendable {
    /// No plugin lends accounts: `auth` is off or comes later in the catalogue.
    case identityMissing
    case unusableDatabasePrefix
}

extension ProvisioningError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .identityMissing: "the plugin 'provisioning' needs the plugin 'auth'"
        case .unusableDatabasePrefix: "the prefix of tenant databases \(DatabasePrefix.rule)"
        }
    }
}
