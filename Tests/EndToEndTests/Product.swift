import Contracts
import Foundation
import TestSupport

/// The stack that the suites share: starting one costs seconds. Suites that break things start their own.
enum Product {
    private static let started = Result { try TestStack() }

    static var stack: TestStack { get throws { try started.get() } }
    static var api: ProductAPI { get throws { ProductAPI(try stack.client) } }
    static var operatorKey: String { get throws { try stack.operatorKey } }
}
