package groundswell.dynamodb.http;

/// Who calls, by the `Authorization` of a request. The signature is not checked: there are no
/// secrets to check it with.
public record Caller(String accessKey, String region) {}
