/// An S3 in the file system, served over HTTP in path style: what the functions, the CLI and
/// presigned URLs need of it, with S3's own errors.
@org.jspecify.annotations.NullMarked
package groundswell.local.objects;
