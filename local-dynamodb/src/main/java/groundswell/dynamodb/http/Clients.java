package groundswell.dynamodb.http;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// The tables of one caller, and their streams.
public record Clients(DynamoDbClient tables, DynamoDbStreamsClient streams) {}
