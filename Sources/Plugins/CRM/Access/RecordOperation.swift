/// What may be done to a record.
enum RecordOperation: Sendable, CaseIterable {
    case read, create, update, softDelete, destroy, restore
}
