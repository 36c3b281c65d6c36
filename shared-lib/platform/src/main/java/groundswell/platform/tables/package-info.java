/// The tables: each port of the domain on DynamoDB's low-level client, and beside it the format of
/// each item, for the readers of the tables' streams.
@org.jspecify.annotations.NullMarked
package groundswell.platform.tables;
