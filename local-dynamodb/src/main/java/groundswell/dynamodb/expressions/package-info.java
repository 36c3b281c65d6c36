/// DynamoDB's expressions: conditions, filters, key conditions, projections and updates.
///
/// A text is read once into syntax ([ConditionSyntax], [UpdateSyntax]) and checked for what needs
/// no placeholders. Each call binds the syntax to its placeholders: names and values are replaced,
/// operands are checked, and what comes out works on items. Refusals carry the service's messages.
///
/// The language is that of developerguide/Expressions.html below
/// <https://docs.aws.amazon.com/amazondynamodb/latest/>.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.expressions;
