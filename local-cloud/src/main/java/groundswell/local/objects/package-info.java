/// S3 on the file system, served over HTTP in path style, with S3's own errors. It has what the
/// functions, the CLI and presigned URLs need.
@org.jspecify.annotations.NullMarked
package groundswell.local.objects;
