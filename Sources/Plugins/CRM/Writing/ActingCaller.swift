import Contracts

/// How a statement names its caller as an author.
///
/// A user is looked up among the workspace's members within the statement itself, by account and then by address, as a member whom
/// Twenty made has another account there; one who is none, or has no name there, is
/// shown by the e-mail address. An API key is shown by its own name.
struct ActingCaller {
    let identity: Caller.Identity

    /// The common table expression that `id` and `name` refer to; nil when they refer to none.
    var table: SQL? {
        guard case .user(let account, let email) = identity else { return nil }
        return """
            "actor" AS (
                SELECT min("id"::text)::uuid AS "id", COALESCE(min("name"), \(email)::text) AS "name" FROM (
                    SELECT "id", NULLIF(btrim(concat_ws(' ', "nameFirstName", "nameLastName")), '') AS "name"
                    FROM "workspaceMember"
                    WHERE ("userId" = \(account) OR lower("userEmail") = \(email)) AND "deletedAt" IS NULL
                    ORDER BY "userId" <> \(account), "createdAt" LIMIT 1
                ) AS "member"
            )
            """
    }

    /// What kind of caller it is.
    var source: SQL {
        switch identity {
        case .user: "'MANUAL'"
        case .apiKey: "'API'"
        }
    }

    /// The member's id; NULL for who is no member.
    var id: SQL {
        switch identity {
        case .user: "(SELECT \"id\" FROM \"actor\")"
        case .apiKey: "NULL"
        }
    }

    var name: SQL {
        switch identity {
        case .user: "(SELECT \"name\" FROM \"actor\")"
        case .apiKey(_, let name): "\(name)::text"
        }
    }
}

extension ObjectDescription {
    /// Kind, name and id of the caller for those of the actor fields `names` that the object has and `values` do not fill in.
    func actorColumns(_ names: [String], unless values: [ColumnValue] = []) -> [ColumnValue] {
        names.filter { name in
            field(named: name)?.type == .actor && !values.contains { $0.column == name + "Name" }
        }.flatMap { name in
            [
                ColumnValue(name + "Source", .actorSource), ColumnValue(name + "WorkspaceMemberId", .actorID),
                ColumnValue(name + "Name", .actorName),
            ]
        }
    }
}
