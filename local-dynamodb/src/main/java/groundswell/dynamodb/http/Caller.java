package groundswell.dynamodb.http;

/// The caller, from a request's `Authorization`. The signature is not checked: there are no secrets
/// to check it with.
public record Caller(String accessKey, String region) {}
