package groundswell.local.calls;

/// One call of an AWS API.
///
/// @param caller logical id of the function that calls; of the bus or topic when it delivers
/// @param service `dynamodb`, `sqs`, `sns`, `events` or `s3`
/// @param operation as the API names it, for example `UpdateItem`
/// @param request the SDK's request object
public record Call(String caller, String service, String operation, Object request) {}
