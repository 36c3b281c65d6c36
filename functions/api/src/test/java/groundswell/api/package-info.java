/// The API over a real DynamoDB, S3, SQS and bus in this process, without the stages after it.
@org.jspecify.annotations.NullMarked
package groundswell.api;
