/// The SDK's clients, answered in this process.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.clients;
