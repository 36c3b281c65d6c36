/// The tables: each port of the domain over DynamoDB's low-level client, and the form of each item
/// beside it, for those who read the tables' streams.
@org.jspecify.annotations.NullMarked
package groundswell.platform.tables;
