/// The engine as a server of its own: its command line, and which caller sees which tables.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.server;
