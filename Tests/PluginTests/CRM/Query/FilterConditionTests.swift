import Contracts
import Testing

@testable import CRMPlugin

@Suite struct FilterConditionTests {
    @Test(arguments: [
        ("label[eq]:x", #""record"."label" = $1"#),
        ("label[neq]:x", #""record"."label" <> $1"#),
        ("label[in]:[a,b,c]", #""record"."label" = ANY ($1)"#),
        ("label[like]:a%", #"("record"."label"::text LIKE $1)"#),
        ("label[ilike]:a%", #"("record"."label"::text ILIKE $1)"#),
        ("label[startsWith]:a", #""record"."label"::text ^@ $1"#),
        ("label[endsWith]:a", #"right("record"."label"::text, length($1::text)) = $2"#),
        ("label[is]:NOT_NULL", #""record"."label" IS NOT NULL"#),
        ("thrust[gte]:1", #""record"."thrust" >= $1"#),
        ("tags[containsAny]:[A]", #""record"."tags"::text[] && $1::text[]"#),
        ("stage[containsAny]:[NEW]", #""record"."stage"::text = ANY ($1::text[])"#),
        ("plan[like]:a", #"("record"."plan"::text LIKE $1)"#),
        ("baseId[is]:NULL", #""record"."baseId" IS NULL"#),
        ("base.title[eq]:x", #""joined1"."title" = $1"#),
        ("not(label[eq]:x)", #"NOT ("record"."label" = $1)"#),
        ("or(thrust[lt]:1,mass[gt]:2)", #"("record"."thrust" < $1 OR "record"."mass" > $2)"#),
    ])
    func comparisonIsMadeByPostgreSQL(text: String, condition: String) throws {
        #expect(try QuerySample.condition(text).text == condition)
    }

    /// An empty text is stored as NULL and NULL reads as an empty text, so both are asked for together.
    @Test(arguments: [
        (#"label[eq]:"""#, #"("record"."label" = '' OR "record"."label" IS NULL)"#),
        (#"label[neq]:"""#, #"("record"."label" <> '' AND "record"."label" IS NOT NULL)"#),
        (#"label[like]:"""#, #"("record"."label"::text LIKE $1 OR "record"."label" IS NULL)"#),
        ("label[is]:NULL", #"("record"."label" IS NULL OR "record"."label" = '')"#),
        ("name.firstName[is]:NULL", #"("record"."nameFirstName" IS NULL OR "record"."nameFirstName" = '')"#),
        ("createdBy.name[is]:NULL", #"("record"."createdByName" IS NULL OR "record"."createdByName" = '')"#),
        ("crew[is]:NULL", #"("record"."crew" IS NULL OR "record"."crew" = '{}')"#),
        ("tags[is]:NULL", #"("record"."tags" IS NULL OR "record"."tags" = '{}')"#),
        (
            "emails.additionalEmails[is]:NULL",
            #"("record"."emailsAdditionalEmails" IS NULL OR "record"."emailsAdditionalEmails" = '{}')"#
        ),
        ("price.currencyCode[is]:NULL", #""record"."priceCurrencyCode" IS NULL"#),
        (#"price.currencyCode[eq]:"""#, #""record"."priceCurrencyCode" = $1"#),
        ("stage[is]:NULL", #""record"."stage" IS NULL"#),
        ("plan[is]:NULL", #""record"."plan" IS NULL"#),
    ])
    func emptyAndNullAreTheSame(text: String, condition: String) throws {
        #expect(try QuerySample.condition(text).text == condition)
    }

    /// `start` and `end` stand for the bounds of the millisecond.
    @Test(arguments: [
        ("eq", "(column >= start AND column < end)"), ("neq", "(column < start OR column >= end)"), ("gt", "column >= end"),
        ("gte", "column >= start"), ("lt", "column < start"), ("lte", "column < end"),
    ])
    func instantIsAMillisecond(comparator: String, condition: String) throws {
        let sql = try QuerySample.condition("launch[\(comparator)]:2026-03-09T08:15:30.250Z").text
        let read = sql.replacing("\"record\".\"launch\"", with: "column").replacing("$2", with: "$1")
            .replacing("date_trunc('milliseconds', $1::timestamptz) + interval '1 millisecond'", with: "end")
            .replacing("date_trunc('milliseconds', $1::timestamptz)", with: "start")
        #expect(read == condition)
    }

    @Test func deletedRecordsAreHiddenUnlessAskedFor() throws {
        var source = RecordSource(QuerySample.rocket)
        #expect(source.visible(nil).text == #""record"."deletedAt" IS NULL"#)
        #expect(
            source.visible(try QuerySample.filter("label[eq]:x")).text
                == #""record"."deletedAt" IS NULL AND "record"."label" = $1"#)
        #expect(source.visible(try QuerySample.filter("deletedAt[is]:NOT_NULL")).text == #""record"."deletedAt" IS NOT NULL"#)
    }

    @Test func oneRelationIsJoinedOnce() throws {
        var source = RecordSource(QuerySample.rocket)
        _ = try QuerySample.filter("base.title[eq]:x,base.position[gt]:1").condition(in: &source)
        #expect(
            source.clause.text
                == #""_rocket" AS "record" LEFT JOIN "_base" AS "joined1" ON "joined1"."id" = "record"."baseId""#)
    }

    /// However many values a list has, the statement is the same one.
    @Test func listIsOneValue() throws {
        let short = try QuerySample.condition("label[in]:[a]")
        let long = try QuerySample.condition("label[in]:[a,b,c,d]")
        #expect(short.text == long.text)
        #expect(long.values == [.textArray(["a", "b", "c", "d"])])
    }

    @Test(arguments: [
        #"label[eq]:'; DROP TABLE "_rocket"; --"#, #"label[like]:") OR TRUE --"#, "label[in]:[x\"},{\"y]", "label[eq]:$1",
    ])
    func whatTheCallerWritesIsAValue(text: String) throws {
        let sql = try QuerySample.condition(text.replacing("(", with: "").replacing(")", with: ""))
        #expect(sql.values.count == 1)
        #expect(!sql.text.contains("DROP") && !sql.text.contains("TRUE") && !sql.text.contains("y"))
    }
}
