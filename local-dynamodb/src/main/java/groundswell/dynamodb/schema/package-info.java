/// What a table is: its keys, its indexes, its stream.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.schema;
