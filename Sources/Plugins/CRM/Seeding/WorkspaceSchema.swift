import Contracts
import FoundationEssentials

/// The schema that holds a workspace's records.
enum WorkspaceSchema {
    /// Its name in the template database.
    static let inTemplate = "workspace"

    /// Twenty's name for it: the tenant's id as one number in base 36.
    static func name(of tenant: TenantID) -> String {
        let number = withUnsafeBytes(of: tenant.uuid.uuid) { bytes in
            bytes.reduce(into: UInt128(0)) { $0 = $0 << 8 | UInt128($1) }
        }
        return "workspace_" + String(number, radix: 36)
    }
}
