import Contracts
import Testing

@testable import CRMPlugin

@Suite struct AggregateTests {
    private func aggregate(_ name: String) throws -> Aggregate? {
        try Aggregate(named: name, in: .sample(.sample))
    }

    @Test(arguments: [
        ("totalCount", "count(*)"), ("countEmptyLabel", #"count(*) FILTER (WHERE NULLIF("record"."label"::text, '') IS NULL)"#),
        ("minThrust", #"min("record"."thrust")"#), ("sumPriceAmountMicros", #"sum("record"."priceAmountMicros")"#),
        ("countTrueIsManned", #"count(*) FILTER (WHERE "record"."isManned")"#), ("maxBuilt", #"max("record"."built")"#),
    ])
    func aNameHasItsExpression(name: String, expression: String) throws {
        #expect(try aggregate(name)?.expression.text == expression)
        #expect(try aggregate(name)?.expression.values.isEmpty == true)
    }

    @Test(arguments: [
        "", "total", "totalcount", "count", "minLabel", "minLaunched", "sumBuilt", "minPrice", "sumPriceCurrencyCode",
        "countTrueLabel", "countEmptyOwner", "countEmptyFlights", "countEmptyOwnerId", "countEmptylabel", "min", "sumMass",
    ])
    func nothingElseIsOne(name: String) throws {
        #expect(try aggregate(name) == nil)
    }
}
