/// Counts the records of a workspace. The CRM plugin lends it.
public protocol RecordCounting: Sendable {
    /// How many records there are that are not deleted, of all objects together; nil when the database holds no workspace.
    func count(on connection: any DatabaseConnection) async throws -> Int?
}
