internal import Contracts

extension OperatorRequestContext {
    /// The operator as the audit trail names it.
    var actor: String { principal.actor }
}
