public import HTTPTypes

/// Every code that a client can meet, with its HTTP status. Codes are stable: clients branch on them and operators search
/// for them; docs/errors.md lists each.
public enum ErrorCode: String, Sendable, CaseIterable {
    // The request itself.
    case malformedRequest = "malformed_request"
    case malformedJSON = "malformed_json"
    case validationFailed = "validation_failed"
    case invalidIdentifier = "invalid_identifier"
    case routeNotFound = "route_not_found"
    case methodNotAllowed = "method_not_allowed"
    case unsupportedMediaType = "unsupported_media_type"
    case bodyTooLarge = "body_too_large"
    case headersTooLarge = "headers_too_large"
    case requestTimeout = "request_timeout"

    // Who asks.
    case authenticationRequired = "authentication_required"
    case tokenInvalid = "token_invalid"
    case tokenExpired = "token_expired"
    case sessionRevoked = "session_revoked"
    case apiKeyRevoked = "api_key_revoked"
    case apiKeyExpired = "api_key_expired"
    case apiKeyNotAccepted = "api_key_not_accepted"
    case apiKeyNotFound = "api_key_not_found"
    case tooManyAPIKeys = "too_many_api_keys"
    case operatorKeyRequired = "operator_key_required"
    case operatorKeyInvalid = "operator_key_invalid"
    case noOperatorKeys = "no_operator_keys"
    case invalidCredentials = "invalid_credentials"
    case refreshTokenInvalid = "refresh_token_invalid"
    case refreshTokenReused = "refresh_token_reused"
    case insufficientRole = "insufficient_role"
    case organizationRequired = "organization_required"
    case tooManyAttempts = "too_many_attempts"
    case memberNotFound = "member_not_found"
    case memberExists = "member_exists"
    case lastOwner = "last_owner"
    case roleNotFound = "role_not_found"
    case roleExists = "role_exists"
    case roleInUse = "role_in_use"
    case roleNotEditable = "role_not_editable"

    // The tenant.
    case tenantNotFound = "tenant_not_found"
    case tenantMismatch = "tenant_mismatch"
    case tenantSuspended = "tenant_suspended"
    case tenantNotActive = "tenant_not_active"
    case tenantBusy = "tenant_busy"
    case tenantUpgrading = "tenant_upgrading"
    case featureNotInPlan = "feature_not_in_plan"
    case rateLimited = "rate_limited"
    case userLimitReached = "user_limit_reached"
    case recordLimitReached = "record_limit_reached"
    case storageLimitReached = "storage_limit_reached"
    case statementTimeout = "statement_timeout"

    // Sign-up and lifecycle.
    case emailTaken = "email_taken"
    case slugTaken = "slug_taken"
    case slugReserved = "slug_reserved"
    case planUnknown = "plan_unknown"
    case planNotSelfService = "plan_not_self_service"
    case signUpClosed = "sign_up_closed"
    case signUpInProgress = "sign_up_in_progress"
    case idempotencyKeyReused = "idempotency_key_reused"
    case invalidTransition = "invalid_transition"
    case provisioningFailed = "provisioning_failed"
    case deletionIncomplete = "deletion_incomplete"
    case erasureBegun = "erasure_begun"
    case receiptNotFound = "receipt_not_found"
    case tenantNotMovable = "tenant_not_movable"
    case tenantChangeRunning = "tenant_change_running"
    case moveBlocked = "move_blocked"
    case moveFailed = "move_failed"
    case jobNotFound = "job_not_found"
    case migrationRunning = "migration_running"
    case migrationFailed = "migration_failed"
    case migrationBlocked = "migration_blocked"
    case migrationCanaryFailed = "migration_canary_failed"
    case migrationBudgetSpent = "migration_budget_spent"

    // Archives.
    case archiveNotFound = "archive_not_found"
    case archiveNotReady = "archive_not_ready"
    case archiveExpired = "archive_expired"
    case archiveUnreadable = "archive_unreadable"
    case archiveKeyUnknown = "archive_key_unknown"
    case archiveIncompatible = "archive_incompatible"
    case archiveOfErasedTenant = "archive_of_erased_tenant"
    case archiveUnequal = "archive_unequal"
    case archivesUnavailable = "archives_unavailable"
    case exportRunning = "export_running"
    case exportFailed = "export_failed"
    case restoreRunning = "restore_running"
    case restoreFailed = "restore_failed"

    // The servers that hold tenants' databases.
    case noServer = "no_server"
    case regionUnknown = "region_unknown"
    case regionNotInPlan = "region_not_in_plan"
    case serverNotFound = "server_not_found"
    case serverExists = "server_exists"
    case serverInSettings = "server_in_settings"
    case serverInUse = "server_in_use"
    case serverNotClosed = "server_not_closed"
    case serverNotDraining = "server_not_draining"
    case nowhereToGo = "nowhere_to_go"
    case evacuationIncomplete = "evacuation_incomplete"
    case serverUnreachable = "server_unreachable"
    case serverRefused = "server_refused"
    case serverUnsuitable = "server_unsuitable"

    // Records.
    case recordNotFound = "record_not_found"
    case duplicateRecord = "duplicate_record"
    case invalidRecord = "invalid_record"
    case importRejected = "import_rejected"
    case importExists = "import_exists"
    case importNotFound = "import_not_found"
    case importAbandoned = "import_abandoned"
    case crmUpstreamNotConfigured = "crm_upstream_not_configured"

    // The host and what it stands on.
    case poolExhausted = "pool_exhausted"
    case databaseUnavailable = "database_unavailable"
    case concurrentChange = "concurrent_change"
    case registryUnavailable = "registry_unavailable"
    case changeUnconfirmed = "change_unconfirmed"
    case requestDeadlineExceeded = "request_deadline_exceeded"
    case overloaded = "overloaded"
    case shuttingDown = "shutting_down"
    case internalError = "internal_error"

    public var status: HTTPResponse.Status {
        switch self {
        case .malformedRequest, .malformedJSON, .validationFailed, .invalidIdentifier, .planUnknown, .invalidRecord,
            .duplicateRecord, .slugReserved, .regionUnknown, .regionNotInPlan:
            .badRequest
        case .authenticationRequired, .tokenInvalid, .tokenExpired, .sessionRevoked, .operatorKeyRequired,
            .operatorKeyInvalid, .invalidCredentials, .refreshTokenInvalid, .refreshTokenReused:
            .unauthorized
        case .insufficientRole, .tenantMismatch, .tenantSuspended, .tenantNotActive, .featureNotInPlan, .planNotSelfService,
            .signUpClosed, .noOperatorKeys, .apiKeyRevoked, .apiKeyExpired, .apiKeyNotAccepted, .roleNotEditable,
            .userLimitReached, .recordLimitReached, .storageLimitReached:
            .forbidden
        case .routeNotFound, .tenantNotFound, .memberNotFound, .recordNotFound, .importNotFound, .apiKeyNotFound, .roleNotFound,
            .crmUpstreamNotConfigured, .jobNotFound, .receiptNotFound, .serverNotFound, .archiveNotFound:
            .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .requestTimeout: .requestTimeout
        case .emailTaken, .slugTaken, .invalidTransition, .organizationRequired, .memberExists, .lastOwner, .tooManyAPIKeys,
            .roleExists, .roleInUse, .importExists, .importAbandoned, .signUpInProgress, .migrationRunning, .erasureBegun,
            .tenantNotMovable, .tenantChangeRunning, .serverExists, .serverInSettings, .serverInUse, .serverNotClosed,
            .serverNotDraining, .nowhereToGo, .archiveNotReady, .archiveOfErasedTenant, .exportRunning, .restoreRunning:
            .conflict
        case .archiveExpired: .gone
        case .importRejected, .idempotencyKeyReused, .serverUnreachable, .serverRefused, .serverUnsuitable, .archiveUnreadable,
            .archiveKeyUnknown, .archiveIncompatible, .archiveUnequal:
            .unprocessableContent
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .rateLimited, .tooManyAttempts, .tenantBusy: .tooManyRequests
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .poolExhausted, .databaseUnavailable, .registryUnavailable, .overloaded, .shuttingDown, .concurrentChange,
            .tenantUpgrading, .migrationBlocked, .changeUnconfirmed, .moveBlocked, .noServer, .archivesUnavailable:
            .serviceUnavailable
        case .requestDeadlineExceeded, .statementTimeout: .gatewayTimeout
        case .provisioningFailed, .deletionIncomplete, .internalError, .migrationFailed, .migrationCanaryFailed,
            .migrationBudgetSpent, .moveFailed, .exportFailed, .restoreFailed, .evacuationIncomplete:
            .internalServerError
        }
    }

    /// A short human-readable summary, the same for every occurrence (RFC 9457 §3.1.3, `title`).
    public var title: String {
        let words = rawValue.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
