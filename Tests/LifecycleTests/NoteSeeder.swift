import Contracts

/// A tenant schema of one table, and what fills it.
struct NoteSeeder: TenantSeeder {
    static let migrations = MigrationSet(
        owner: "notes",
        migrations: [
            Migration(
                version: 1, name: "V0001_create_note",
                script: """
                    CREATE SCHEMA workspace;
                    CREATE TYPE workspace.mood AS ENUM ('good', 'bad');
                    CREATE FUNCTION public.plain(text) RETURNS text LANGUAGE sql IMMUTABLE
                        RETURN public.unaccent('public.unaccent', $1);
                    CREATE TABLE workspace.note (id uuid PRIMARY KEY DEFAULT public.uuid_generate_v4(), text text NOT NULL,
                        mood workspace.mood NOT NULL DEFAULT 'good', CONSTRAINT note_text CHECK (text <> ''));
                    CREATE INDEX note_mood ON workspace.note (mood);
                    CREATE FUNCTION workspace.keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                    CREATE TRIGGER keep BEFORE UPDATE ON workspace.note FOR EACH ROW EXECUTE FUNCTION workspace.keep()
                    """)
        ])

    func prepare(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("COMMENT ON TABLE workspace.note IS 'prepared'")
    }

    func seed(_ owner: NewOwner, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("INSERT INTO workspace.note (text) VALUES (public.plain(\(owner.email.description)))")
    }
}
