import TestSupport
import Testing

/// A host beside the shared product, which ends before it has served anything.
@Suite struct HostStartTests {
    /// What a shell script printed to standard error, and how it ended.
    private func failure(_ script: String) throws -> (status: Int32, output: String) {
        do {
            _ = try Product.stack.shell(". scripts/lib/state.sh\n" + script)
            return (0, "")
        } catch StackFailure.command(_, let status, let output) {
            return (status >> 8, output)
        }
    }

    /// It learns that its socket is taken when all else of it runs, with connections that have to be closed.
    @Test func aHostThatCannotListenSaysSoAndEnds() throws {
        let end = try failure("LISTEN_SOCKET=$(host_socket 1) timeout 30 scripts/command serve")
        #expect(end.status == 69)
        #expect(end.output.contains("another process listens on"))
    }

    /// Another program migrates meanwhile, so that the host is still preparing when it is told to stop.
    @Test func aHostThatIsStoppedBeforeItServesEndsInPeace() throws {
        let stack = try Product.stack
        let end = try failure(
            """
            export LISTEN_SOCKET=$sockets/stopped.sock PGPASSWORD=$(cat "$secrets/postgres-superuser-password")
            psql -Xqh "$sockets/postgres" -U postgres -d tenant_manager -c 'SELECT pg_advisory_lock(8389475422020659058), pg_sleep(20)' &
            lock=$!
            sleep 1
            timeout 15 scripts/command serve & host=$!
            sleep 2
            kill -TERM $host
            wait $host; status=$?
            kill $lock
            exit $status
            """)
        #expect(end.status == 0, "\(end.output)")
        #expect(try stack.sql("SELECT 1") == "1")
    }

    @Test func aKeyOfAnotherKindThanTheSettingsSayIsRefused() throws {
        let end = try failure(
            """
            openssl genpkey -algorithm ed25519 -out "$STATE_DIR/ed25519.pem"
            sed -e 's|^  signing_key:.*|  signing_key: new|' \\
                -e "s|^  keys: \\[\\]|  keys: [{kid: new, algorithm: ES256, file: $STATE_DIR/ed25519.pem}]|" \\
                conf/tenant-manager.yaml > "$STATE_DIR/keys.yaml"
            CONFIG=$STATE_DIR/keys.yaml scripts/command check-config
            """)
        #expect(end.status == 78)
        #expect(end.output.contains("the key 'new' is for ES256, and its file holds one for EdDSA"))
    }

    @Test func aKeyNameThatIsTakenIsRefusedInWords() throws {
        let end = try failure("scripts/command operators create first")
        #expect(end.status == 1)
        #expect(end.output.contains("another key has this name"))
    }
}
