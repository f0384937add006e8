import Contracts

/// Slugs that no organization gets: host names that the product or its operators use, and what could be mistaken for them.
enum ReservedSlugs {
    static func contains(_ slug: Slug) -> Bool {
        words.contains(slug.description) || isInternationalizedLabel(slug.description)
    }

    /// Hyphens in the third and fourth place mark an encoded label, `xn--…` (RFC 5890 §2.3.1).
    private static func isInternationalizedLabel(_ text: String) -> Bool { text.dropFirst(2).hasPrefix("--") }

    private static let words: Set<String> = [
        "about", "abuse", "account", "accounts", "admin", "administrator", "api", "app", "apps", "assets", "auth", "autoconfig",
        "autodiscover", "billing", "blog", "broadcasthost", "cdn", "console", "dashboard", "demo", "dev", "dns", "docs", "example",
        "files", "ftp", "graphql", "health", "help", "host", "hostmaster", "imap", "info", "internal", "invalid", "isatap",
        "localhost", "login", "logout", "mail", "master", "metadata", "metrics", "news", "noc", "ns1", "ns2", "oauth", "operator",
        "operators", "ping", "platform", "pop", "pop3", "postmaster", "private", "public", "ready", "register", "rest", "root",
        "security", "sftp", "sign-in", "sign-up", "signin", "signup", "smtp", "ssl", "ssladmin", "sso", "staging", "static",
        "status", "support", "system", "template", "tenant", "tenants", "test", "tls", "twenty", "upload", "uploads", "usenet",
        "uucp", "webmail", "webmaster", "wpad", "www", "www1", "www2",
    ]
}
