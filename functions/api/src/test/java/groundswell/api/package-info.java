/// The API over a real DynamoDB, S3, SQS and bus in this process; what comes after it in the system
/// is not here.
@org.jspecify.annotations.NullMarked
package groundswell.api;
