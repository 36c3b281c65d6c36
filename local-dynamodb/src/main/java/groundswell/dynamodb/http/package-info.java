/// The HTTP front: the JSON 1.0 protocol of DynamoDB and DynamoDB Streams, for any client.
///
/// A request goes through [DynamoDbProtocol], which knows nothing of sockets, to a `DynamoDbClient`
/// or a `DynamoDbStreamsClient`; requests and responses are those of the SDK, read and written
/// field by field.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.http;
