/// Ordered maps of bytes, in memory or in a file that survives the end of the process.
@org.jspecify.annotations.NullMarked
package groundswell.dynamodb.storage;
