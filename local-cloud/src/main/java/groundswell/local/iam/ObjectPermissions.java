package groundswell.local.iam;

import static groundswell.local.iam.RequiredPermissions.ofKey;

import groundswell.local.calls.Call;
import groundswell.local.template.Roles;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Permissions for calls of the object store:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html>. Keys:
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html>.
final class ObjectPermissions {
  private final Roles roles;

  ObjectPermissions(Roles roles) {
    this.roles = roles;
  }

  List<Permission> of(Call call) {
    return switch (call.request()) {
      case PutObjectRequest r -> writing(r.bucket(), r.key());
      case GetObjectRequest r -> reading(r.bucket(), r.key(), r.versionId());
      case HeadObjectRequest r -> reading(r.bucket(), r.key(), r.versionId());
      case DeleteObjectRequest r ->
          List.of(
              Permission.of(
                  r.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                  object(r.bucket(), r.key())));
      case DeleteObjectsRequest r ->
          r.delete().objects().stream()
              .map(each -> Permission.of("s3:DeleteObject", object(r.bucket(), each.key())))
              .toList();
      case ListObjectsV2Request r -> List.of(listing(r.bucket(), r.prefix()));
      case CreateMultipartUploadRequest r -> parts(r.bucket(), r.key());
      case UploadPartRequest r -> parts(r.bucket(), r.key());
      case CompleteMultipartUploadRequest r -> parts(r.bucket(), r.key());
      case AbortMultipartUploadRequest r ->
          List.of(Permission.of("s3:AbortMultipartUpload", object(r.bucket(), r.key())));
      case Object other -> throw RequiredPermissions.unknown(other);
    };
  }

  /// Without this permission S3 answers 403, not 404, for a missing key. Such a request names no
  /// prefix, so no condition on a prefix can hold.
  List<Permission> toLearnThatAKeyIsMissing(Call call) {
    return switch (call.request()) {
      case GetObjectRequest r -> List.of(Permission.of("s3:ListBucket", bucket(r.bucket())));
      case HeadObjectRequest r -> List.of(Permission.of("s3:ListBucket", bucket(r.bucket())));
      case Object _ -> List.of();
    };
  }

  private List<Permission> writing(String bucket, String key) {
    return Stream.concat(
            Stream.of(Permission.of("s3:PutObject", object(bucket, key))),
            ofKey(roles, bucket(bucket), "GenerateDataKey"))
        .toList();
  }

  private List<Permission> parts(String bucket, String key) {
    return Stream.concat(writing(bucket, key).stream(), ofKey(roles, bucket(bucket), "Decrypt"))
        .toList();
  }

  private List<Permission> reading(String bucket, String key, @Nullable String version) {
    return Stream.concat(
            Stream.of(
                Permission.of(
                    version == null ? "s3:GetObject" : "s3:GetObjectVersion", object(bucket, key))),
            ofKey(roles, bucket(bucket), "Decrypt"))
        .toList();
  }

  private static Permission listing(String bucket, @Nullable String prefix) {
    return new Permission(
        "s3:ListBucket",
        bucket(bucket),
        Map.of("s3:prefix", List.of(prefix == null ? "" : prefix)));
  }

  private static String bucket(String name) {
    return "arn:aws:s3:::" + name;
  }

  private static String object(String bucket, String key) {
    return bucket(bucket) + "/" + key;
  }
}
