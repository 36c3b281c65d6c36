/// Streams of changes: shards that split and close, and how they are read.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.streams;
