/// A column that a filter, an order or a group names: the record's own, or one of the record that a many-to-one relation leads to.
///
/// It is made of the catalogue's descriptions alone, so no identifier in a statement comes from a request.
struct ColumnPath: Sendable {
    /// The relation of the record that leads to `object`; nil when the column is the record's own.
    let relation: FieldDescription?
    /// The object that has the field.
    let object: ObjectDescription
    let field: FieldDescription
    let column: FieldDescription.Column

    init(
        through relation: FieldDescription? = nil, object: ObjectDescription, field: FieldDescription,
        column: FieldDescription.Column
    ) {
        self.relation = relation
        self.object = object
        self.field = field
        self.column = column
    }
}
