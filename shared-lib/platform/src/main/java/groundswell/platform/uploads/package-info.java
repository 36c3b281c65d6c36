/// Uploads on DynamoDB and S3, and the commands that take them further.
@org.jspecify.annotations.NullMarked
package groundswell.platform.uploads;
