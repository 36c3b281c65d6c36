/// Tables: items, their indexes, and writes that are atomic, alone or together.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.tables;
