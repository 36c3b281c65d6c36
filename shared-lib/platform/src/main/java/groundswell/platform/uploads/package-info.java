/// Uploads on DynamoDB and S3, and the commands that move them forward.
@org.jspecify.annotations.NullMarked
package groundswell.platform.uploads;
