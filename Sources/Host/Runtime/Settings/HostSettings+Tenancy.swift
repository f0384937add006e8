public import Contracts

extension HostSettings {
    public struct Tenancy: Sendable {
        /// Many tenants with sign-up, or the one of `singleTenant`.
        public let isEnabled: Bool
        /// `<slug>.<base domain>` names a tenant; nil turns host names off.
        public let baseDomain: String?
        /// A tenant's database is named by this and the tenant's id.
        public let databasePrefix: String
        public let directory: Directory
        /// How old the figures of databases' sizes may grow.
        public let sizeInterval: Duration
        /// Present exactly when multi-tenancy is off.
        public let singleTenant: SingleTenant?

        /// How fresh the tenants in memory are kept.
        public struct Directory: Sendable {
            /// How often the registry is asked for changes, besides its notifications.
            public let pollInterval: Duration
            /// After so long without a word from the registry nobody is served.
            public let maxStaleness: Duration

            init(_ decoder: inout SettingsDecoder) {
                pollInterval = decoder.milliseconds("poll_interval_ms", default: 500, in: 50...60_000)
                maxStaleness = decoder.milliseconds("max_staleness_ms", default: 5_000, in: 100...600_000)
                if maxStaleness <= pollInterval { decoder.report(key: "max_staleness_ms", "must be above poll_interval_ms") }
            }
        }

        /// The organization that a host without multi-tenancy serves, made at the first start.
        public struct SingleTenant: Sendable {
            public let slug: Slug
            public let name: String
            public let adminEmail: EmailAddress
            public let adminPassword: Secret
        }

        init(_ decoder: inout SettingsDecoder) {
            let isEnabled = decoder.bool("enabled", default: true)
            self.isEnabled = isEnabled
            baseDomain = decoder.optionalParsed("base_domain", "must be a domain name such as crm.example.com") {
                Self.isDomain($0) ? $0.lowercased() : nil
            }
            databasePrefix = decoder.parsed(
                "database_prefix", default: "twenty_tenant_", DatabasePrefix.rule
            ) { DatabasePrefix.isUsable($0) ? $0 : nil }
            directory = decoder.nested("directory") { Directory(&$0) }
            sizeInterval = decoder.milliseconds("size_interval_ms", default: 300_000, in: 100...86_400_000)
            singleTenant = decoder.nested("single_tenant") { SingleTenant(&$0, isRequired: !isEnabled) }
        }

        private static func isDomain(_ text: String) -> Bool {
            let labels = text.split(separator: ".", omittingEmptySubsequences: false)
            return text.utf8.count <= 200
                && labels.allSatisfy { label in
                    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                        && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
                }
        }
    }
}

extension HostSettings.Tenancy.SingleTenant {
    /// Nil when it is not needed, or after a fault was recorded.
    init?(_ decoder: inout SettingsDecoder, isRequired: Bool) {
        let slug = decoder.optionalParsed("slug", "must be a DNS label of 3 to 40 characters") { Slug($0) } ?? Slug("main")
        let name = decoder.string("name", default: "Main")
        let emailText = isRequired ? decoder.requiredString("admin_email") : decoder.string("admin_email", default: "")
        let email = EmailAddress(emailText)
        if email == nil, !emailText.isEmpty { decoder.report(key: "admin_email", "must be an e-mail address") }
        let password = isRequired ? decoder.requiredSecret("admin_password") : decoder.optionalSecret("admin_password")
        if let password, !password.isEmpty, !(8...1_024).contains(password.byteCount) {
            decoder.report(key: "admin_password", "must be 8 to 1024 bytes long")
        }
        guard isRequired, let slug, let email, let password else { return nil }
        self.init(slug: slug, name: name, adminEmail: email, adminPassword: password)
    }
}
