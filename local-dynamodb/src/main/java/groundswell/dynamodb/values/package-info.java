/// What items are made of: typed values, their order, their sizes, and their encoding in bytes.
///
/// Rules cite their source page, below <https://docs.aws.amazon.com/amazondynamodb/latest/>.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.values;
