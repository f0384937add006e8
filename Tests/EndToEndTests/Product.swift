import Contracts
import Foundation
import TestSupport

/// The stack that the suites share: starting one costs seconds. Suites that break things start their own.
enum Product {
    /// Under it stand the tenants' host names.
    static let baseDomain = "crm.test"

    private static let started = Result { try TestStack(environment: ["TENANT_BASE_DOMAIN": baseDomain]) }

    static var stack: TestStack { get throws { try started.get() } }
    static var api: ProductAPI { get throws { ProductAPI(try stack.client) } }
    static var operatorKey: String { get throws { try stack.operatorKey } }
}
