import Testing

@testable import HostRegistry

@Suite struct SettlementBookTests {
    private let now = ContinuousClock.now

    /// A book with one waiter, whose change has the number 7.
    private func book() -> SettlementBook {
        var book = SettlementBook()
        book.arrive(1)
        book.beginLook()
        book.endLook(at: 7, now: now)
        return book
    }

    @Test(arguments: [([], true), ([7], true), ([8, 7], true), ([6], false), ([9, 6], false)] as [([Int64], Bool)])
    func aChangeIsSettledOnceEveryOtherHostHasAppliedIt(applied: [Int64], isSettled: Bool) {
        var book = book()
        #expect(book.settle(applied) == (isSettled ? [1] : []))
        #expect(book.count == (isSettled ? 0 : 1))
    }

    @Test func whoCameAfterALookBeganWaitsForTheNext() {
        var book = SettlementBook()
        book.beginLook()
        book.arrive(1)
        book.endLook(at: 7, now: now)
        #expect(book.settle([]).isEmpty)
        book.beginLook()
        book.endLook(at: 8, now: now)
        #expect(book.settle([8]) == [1])
    }

    @Test func aLookThatFailsIsMadeUpForByTheNext() {
        var book = SettlementBook()
        book.arrive(1)
        book.beginLook()
        book.beginLook()
        book.endLook(at: 3, now: now)
        #expect(book.settle([3]) == [1])
    }

    @Test func whoLeavesIsForgotten() {
        var book = book()
        book.leave(1)
        #expect(book.settle([]).isEmpty && book.pause(at: now) == nil)
    }

    @Test(arguments: [(0, 2), (40, 10), (1_000, 50)])
    func theLooksBecomeRarer(after milliseconds: Int, pause: Int) {
        #expect(book().pause(at: now + .milliseconds(milliseconds)) == .milliseconds(pause))
    }
}
