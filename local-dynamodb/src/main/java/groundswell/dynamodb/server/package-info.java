/// The engine as a standalone server: its command line, and which caller sees which tables.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.server;
