import ArgumentParser
import Contracts
import HostRegistry

struct ReceiptsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipts", abstract: "Lists and verifies the receipts of erased tenants.",
        subcommands: [List.self, Verify.self, Key.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists all receipts, the oldest first: number, id, tenant, time, accounts.")

        @OptionGroup var options: ConfigOption
        @Flag(help: "Whole, one JSON object a line, as 'receipts verify FILE' takes them.") var json = false

        func run() async throws {
            let json = json
            try await options.withPlatform { platform in
                for (sequence, receipt) in try await ErasureLedger(registry: platform.registry).receipts() {
                    if json {
                        print(String(decoding: JSONWriter.encode(.object(receipt.json)), as: UTF8.self))
                    } else {
                        print(
                            "\(sequence)\t\(receipt.receiptID.canonical)\t\(receipt.tenant)\t\(receipt.completedAt)\t\(receipt.erasedAccounts)"
                        )
                    }
                }
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies the receipts, and names the first that does not hold.",
            discussion: """
                Without a file, the whole ledger in the registry, its signatures, and that it fits the audit log. With one, receipts as \
                the API answers them, one JSON object a line; '-' is standard input.
                """)

        @OptionGroup var options: ConfigOption
        @Argument(help: "Receipts that were handed out.") var file: String?

        func run() async throws {
            let file = file
            try await options.withPlatform { platform in
                let verifier = try ReceiptVerifier(cryptography: platform.cryptography)
                let summary =
                    if let file {
                        try verifier.verify(lines: LinesOfFile(path: file))
                    } else {
                        try await verifier.verify(platform.registry)
                    }
                let unsigned = summary.unsigned > 0 ? " (\(summary.unsigned) from before receipts were signed)" : ""
                print("The receipts hold: \(summary.receipts)\(unsigned), under the key \(verifier.keyID).")
            }
        }
    }

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the public key with which anybody verifies receipts, in PEM.")

        /// What stands before the 32 bytes of an Ed25519 key in a SubjectPublicKeyInfo (RFC 8410 §4).
        private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

        @OptionGroup var options: ConfigOption

        func run() async throws {
            try await options.withPlatform { platform in
                let key = try ReceiptVerifier(cryptography: platform.cryptography).publicKey
                // 44 bytes, which leave one place to pad.
                print("-----BEGIN PUBLIC KEY-----\n\(Base64.standard.encode(Self.prefix + key))=\n-----END PUBLIC KEY-----")
            }
        }
    }
}
