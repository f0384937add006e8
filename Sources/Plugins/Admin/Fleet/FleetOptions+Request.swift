internal import Contracts

extension FleetOptions {
    /// What the body of `POST /api/admin/migrations` chooses; an absent body chooses nothing.
    ///
    /// - Throws: `RequestFault` naming every faulty field.
    init(_ request: Request) throws {
        self.init()
        guard request.body.count > 0 else { return }
        var fields = FieldReader(try request.jsonObject())
        workers = fields.optionalInteger("workers", in: Self.workerRange)
        canary = fields.optionalInteger("canary", in: Self.canaryRange)
        if let text = fields.optionalString("failure_budget", length: 1...10) {
            budget = FailureBudget(text)
            if budget == nil { fields.fail("failure_budget", FailureBudget.rule) }
        }
        try fields.finish()
    }
}
