/// What items are made of: typed values, their order, their sizes, and their form in bytes.
///
/// Rules cite the page they come from, below <https://docs.aws.amazon.com/amazondynamodb/latest/>.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.values;
