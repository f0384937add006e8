import Contracts
import TestSupport
import Testing

@testable import ProvisioningPlugin

@Suite struct SchemaDriftTests {
    /// A change by hand, and what is found of it.
    struct Damage: Sendable, CustomTestStringConvertible {
        let script: String
        let kind: String
        let name: String
        let isMissing: Bool

        init(_ script: String, _ kind: String, _ name: String, isMissing: Bool = true) {
            (self.script, self.kind, self.name, self.isMissing) = (script, kind, name, isMissing)
        }

        var testDescription: String { script }
    }

    static let damages = [
        Damage("ALTER TABLE workspace.note RENAME TO other", "table", "workspace.note"),
        Damage("ALTER TABLE workspace.note DROP COLUMN mood", "column", "workspace.note.mood"),
        Damage("ALTER TABLE workspace.note ALTER text TYPE varchar(99)", "column", "workspace.note.text", isMissing: false),
        Damage("ALTER TABLE workspace.note ALTER text DROP NOT NULL", "column", "workspace.note.text", isMissing: false),
        Damage("ALTER TABLE workspace.note ALTER mood DROP DEFAULT", "default", "workspace.note.mood"),
        Damage("ALTER TABLE workspace.note ALTER mood SET DEFAULT 'bad'", "default", "workspace.note.mood", isMissing: false),
        Damage("ALTER TABLE workspace.note DROP CONSTRAINT note_pkey", "constraint", "workspace.note.note_pkey"),
        Damage("ALTER TABLE workspace.note DROP CONSTRAINT note_text", "constraint", "workspace.note.note_text"),
        Damage("DROP INDEX workspace.note_mood", "index", "workspace.note_mood"),
        Damage("ALTER TYPE workspace.mood ADD VALUE 'so-so'", "enum", "workspace.mood", isMissing: false),
        Damage("DROP FUNCTION public.plain", "function", "public.plain(text)"),
        Damage(
            "CREATE OR REPLACE FUNCTION public.plain(text) RETURNS text LANGUAGE sql IMMUTABLE RETURN $1", "function",
            "public.plain(text)", isMissing: false),
        Damage("DROP TRIGGER keep ON workspace.note", "trigger", "workspace.note.keep"),
        Damage("ALTER TABLE workspace.note DISABLE TRIGGER keep", "trigger", "workspace.note.keep", isMissing: false),
    ]

    private static func outcomes(_ stack: LifecycleStack) async throws -> [TenantFinding.Outcome] {
        let drift = try #require(stack.plugin.services.drift)
        let found = FoundOutcomes()
        try await drift.examineTenants { await found.add($0.outcome) }
        return await found.outcomes
    }

    @Test func whatWasMadeFromTheTemplateHasNoDrift() async throws {
        let stack = try await LifecycleStack.make()
        _ = try await stack.create()
        #expect(try await Self.outcomes(stack) == [.compared([])])
    }

    @Test(arguments: damages) func whatIsMissingOrDifferentIsFound(damage: Damage) async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.cluster.execute(damage.script, database: tenant.placement.database)
        guard case .compared(let differences)? = try await Self.outcomes(stack).first else { throw LifecycleError.unknownTenant }
        let difference = try #require(differences.first { $0.kind == damage.kind && $0.name == damage.name })
        #expect((difference.found == nil) == damage.isMissing)
    }

    @Test func whatATenantHasBeyondTheTemplateIsItsOwn() async throws {
        let stack = try await LifecycleStack.make()
        let tenant = try await stack.create()
        try await stack.cluster.execute(
            "CREATE TABLE workspace.own (id int); ALTER TABLE workspace.note ADD own int; CREATE INDEX ON workspace.note (own)",
            database: tenant.placement.database)
        #expect(try await Self.outcomes(stack) == [.compared([])])
    }

    @Test func theOthersAreExaminedWhenOneCannotBe() async throws {
        let stack = try await LifecycleStack.make()
        let (gone, _, aged) = (try await stack.create("A"), try await stack.create("B"), try await stack.create("C"))
        try await stack.cluster.execute("DROP DATABASE \(SQLIdentifier.quote(gone.placement.database))")
        try await stack.age(aged)
        let outcomes = try await Self.outcomes(stack)
        #expect(outcomes.dropFirst() == [.compared([]), .outdated])
        guard case .unreachable = outcomes.first else { throw LifecycleError.unknownTenant }
    }

    @Test func aMissingTemplateIsFound() async throws {
        let stack = try await LifecycleStack.make()
        try await stack.plugin.prepare()
        let drift = try #require(stack.plugin.services.drift)
        #expect(try await drift.examineServers().map(\.fault) == [nil])
        let templates = try await stack.cluster.query("SELECT datname FROM pg_database WHERE starts_with(datname, \(stack.prefix))")
        #expect(templates.count == 1)
        try await stack.cluster.execute("DROP DATABASE \(SQLIdentifier.quote(try #require(templates.first?.text(0))))")
        #expect(try await drift.examineServers().first?.fault?.contains("is missing") == true)
    }
}

/// What was found of each tenant, in order.
private actor FoundOutcomes {
    private(set) var outcomes: [TenantFinding.Outcome] = []

    func add(_ outcome: TenantFinding.Outcome) { outcomes.append(outcome) }
}
