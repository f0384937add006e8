/// An object as Twenty 2.21 describes it, written down apart from the migrations so that they can be held against it.
///
/// A line is `name | type | nullable | default of options | columns`, or `name 1:N object.inverse`.
struct DocumentedObject: CustomStringConvertible, Sendable {
    let plural: String
    let singular: String
    private(set) var fields: [DocumentedField] = []
    /// `taskTargets 1:N taskTarget.targetPerson`
    private(set) var inverseRelations: [String] = []

    var description: String { singular }

    static let all = records + links

    static func parse(_ text: String) -> [DocumentedObject] {
        text.split(separator: "\n").reduce(into: []) { objects, line in
            if line.hasPrefix("# ") {
                let names = line.dropFirst(2).split(separator: " ").map(String.init)
                objects.append(DocumentedObject(plural: names[0], singular: names[1]))
            } else if line.contains(" 1:N ") {
                objects[objects.count - 1].inverseRelations.append(String(line))
            } else {
                objects[objects.count - 1].fields.append(DocumentedField(line))
            }
        }
    }
}

/// A field that has columns.
struct DocumentedField: Sendable {
    /// `stage | SELECT | NO | NEW of NEW/SCREENING`
    let description: String
    /// `stage opportunity_stage_enum NOT NULL DEFAULT NEW`, `companyId uuid → company SET NULL`
    let columns: [String]

    init(_ line: Substring) {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }.map { $0.hasSuffix(" ") ? String($0.dropLast()) : String($0) }
        description = cells[..<4].joined(separator: " | ")
        let presetAndOptions = cells[3].split(separator: " ")
        var constraint = cells[2] == "NO" && cells[1] != "FULL_NAME" ? " NOT NULL" : ""
        if let preset = presetAndOptions.first, preset != "of" { constraint += " DEFAULT \(preset)" }
        columns = cells[4].components(of: ", ").map { $0 + constraint }
    }
}

extension String {
    fileprivate func components(of separator: String) -> [String] { split(separator: separator).map(String.init) }
}
