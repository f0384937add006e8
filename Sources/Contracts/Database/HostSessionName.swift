/// What the sessions of a host's pools call themselves (`application_name`), so that it is known which host has them.
public enum HostSessionName {
    private static let prefix = "tenant-manager host "

    /// - Parameter host: the id under which the host is in the registry.
    public static func make(host: String) -> String { prefix + host }

    /// The host's id; nil for a session of somebody else.
    public static func host(in name: String) -> String? {
        name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }
}
