/// What requests cost in capacity units, and what a table and its partitions can take of them.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.throughput;
