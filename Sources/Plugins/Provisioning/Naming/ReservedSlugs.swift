import Contracts

/// Slugs that no organization gets: host names that the product or its operators use, and what could be mistaken for them.
enum ReservedSlugs {
    static func contains(_ slug: Slug) -> Bool {
        words.contains(slug.description) || isInternationalizedLabel(slug.description) || isIdentity(slug.description)
    }

    /// Where either a slug or an id names an organization, a slug like an id would name another one.
    private static func isIdentity(_ text: String) -> Bool { TenantID(text) != nil }

    /// Hyphens in the third and fourth place mark an encoded label, `xn--…` (RFC 5890 §2.3.1).
    private static func isInternationalizedLabel(_ text: String) -> Bool { text.dropFirst(2).hasPrefix("--") }

    private static let words: Set<String> = [
        "about", "abuse", "account", "accounts", "admin", "administrator", "alerts", "alpha", "analytics", "api", "app", "apps",
        "archive", "assets", "auth", "autoconfig", "autodiscover", "backup", "backups", "beta", "billing", "blog", "broadcasthost",
        "cache", "careers", "cdn", "console", "contact", "crm", "dashboard", "database", "debug", "demo", "dev", "dns", "docs",
        "download", "downloads", "email", "example", "export", "files", "ftp", "gateway", "git", "grafana", "graphql", "health",
        "help", "host", "hostmaster", "identity", "images", "imap", "img", "import", "info", "internal", "invalid", "isatap",
        "jobs", "ldap", "legal", "local", "localhost", "login", "logout", "logs", "mail", "mailer-daemon", "marketing", "master",
        "media", "metadata", "metrics", "monitor", "monitoring", "mta-sts", "mx1", "mx2", "news", "nginx", "no-reply", "nobody",
        "noc", "none", "noreply", "ns1", "ns2", "ns3", "ns4", "null", "oauth", "oidc", "openid", "operator", "operators", "owner",
        "pay", "payments", "ping", "platform", "pop", "pop3", "postgres", "postmaster", "preview", "privacy", "private", "prod",
        "production", "prometheus", "proxy", "public", "ready", "register", "registry", "rest", "root", "sales", "saml", "sandbox",
        "secure", "security", "sftp", "shop", "sign-in", "sign-up", "signin", "signup", "smtp", "ssh", "ssl", "ssladmin", "sso",
        "staging", "static", "stats", "status", "store", "superadmin", "support", "system", "team", "template", "tenant",
        "tenants", "terms", "test", "testing", "tls", "token", "trace", "trust", "twenty", "undefined", "upload", "uploads",
        "usenet", "uucp", "vpn", "web", "webmail", "webmaster", "webhook", "webhooks", "websocket", "wpad", "www", "www1", "www2",
        "www3",
    ]
}
