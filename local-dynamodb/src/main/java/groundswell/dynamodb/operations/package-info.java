/// The operations of the API: each checks its request as the service does, in its order and with
/// its messages, and then calls the tables.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.operations;
