/// How large the parts of a query may be. They stand far above what a program needs, and keep one request from costing what many do.
enum QueryLimits {
    /// Bytes of a `filter` or an `order_by`, decoded.
    static let textLength = 32_768
    /// Conjunctions within conjunctions.
    static let filterDepth = 32
    /// Comparisons in one filter.
    static let filterComparisons = 256
    /// Items in one list of values.
    static let listItems = 2_000
    /// Columns to order by.
    static let orderItems = 32
    /// Bytes of a cursor.
    static let cursorLength = 16_384
}
