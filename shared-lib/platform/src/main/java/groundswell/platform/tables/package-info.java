/// The tables: each port of the domain over [Table], the only class that calls DynamoDB, and beside
/// it the format of each item, for the readers of the tables' streams.
@org.jspecify.annotations.NullMarked
package groundswell.platform.tables;
