import Testing

@testable import HostRuntime

@Suite struct RequestWindowTests {
    @Test(arguments: [(Int64(0), 3), (11, 3), (12, 1), (13, 0), (1_000_000, 0)])
    func aRequestCountsForTwelveSlots(slot: Int64, expected: Int) {
        var window = RequestWindow()
        for at: Int64 in [0, 0, 1] { window.add(at: at) }
        #expect(window.total(at: slot) == expected)
    }

    @Test func aLookBackIsNoHarm() {
        var window = RequestWindow()
        window.add(at: 40)
        window.add(at: 39)
        #expect(window.total(at: 30) == 2)
    }

    @Test func slotsThatWerePassedOverAreEmpty() {
        var window = RequestWindow()
        for slot: Int64 in 0..<12 { window.add(at: slot) }
        window.add(at: 18)
        #expect(window.total(at: 18) == 6)
    }

    @Test func itAgreesWithAPlainListWhateverHappens() {
        var generator = SystemRandomNumberGenerator()
        var (window, all, now) = (RequestWindow(), [Int64](), Int64(0))
        for _ in 0..<5_000 {
            now += Int64.random(in: 0...3, using: &generator) == 3 ? .random(in: 0...20, using: &generator) : 0
            window.add(at: now)
            all.append(now)
            #expect(window.total(at: now) == all.count { $0 > now - 12 })
        }
    }
}
