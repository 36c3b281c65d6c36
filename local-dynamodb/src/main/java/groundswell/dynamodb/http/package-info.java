/// The HTTP front: the JSON 1.0 protocol of DynamoDB and DynamoDB Streams, for any client.
///
/// [DynamoDbProtocol] knows nothing of sockets. It passes requests to a `DynamoDbClient` or a
/// `DynamoDbStreamsClient`. Requests and responses are the SDK's, read and written field by field.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.http;
