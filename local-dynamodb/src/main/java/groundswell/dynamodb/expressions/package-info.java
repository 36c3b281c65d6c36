/// DynamoDB's expressions: conditions, filters, key conditions, projections and updates.
///
/// A text is parsed once into syntax ([ConditionSyntax], [UpdateSyntax]), and checked as far as
/// possible without placeholders. Each call binds the syntax to its placeholders: it replaces names
/// and values and checks operands. The result works on items. Refusals carry the service's
/// messages.
///
/// The language is that of developerguide/Expressions.html below
/// <https://docs.aws.amazon.com/amazondynamodb/latest/>.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.expressions;
