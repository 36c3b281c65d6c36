/// How an engine behaves: where its time and randomness come from, what it throttles, what it
/// delays.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.options;
