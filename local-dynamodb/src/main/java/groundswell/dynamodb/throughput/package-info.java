/// What requests cost in capacity units, and how much a table and its partitions can take.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.throughput;
