/// Tables: items, their indexes, and atomic writes, alone or together.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.tables;
