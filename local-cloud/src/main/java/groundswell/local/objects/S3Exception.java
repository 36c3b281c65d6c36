package groundswell.local.objects;

import java.util.Map;

/// A refusal in S3's terms, with further headers of the answer. See
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
final class S3Exception extends RuntimeException {
  private final transient Code code;
  private final transient Map<String, String> headers;

  enum Code {
    ACCESS_CONTROL_LIST_NOT_SUPPORTED(400, "AccessControlListNotSupported"),
    ACCESS_FORBIDDEN(403, "AccessForbidden"),
    ACCESS_DENIED(403, "AccessDenied"),
    AUTHORIZATION_HEADER_MALFORMED(400, "AuthorizationHeaderMalformed"),
    AUTHORIZATION_QUERY_PARAMETERS_ERROR(400, "AuthorizationQueryParametersError"),
    BAD_REQUEST(400, "BadRequest"),
    BAD_DIGEST(400, "BadDigest"),
    CONTENT_SHA256_MISMATCH(400, "XAmzContentSHA256Mismatch"),
    ENTITY_TOO_LARGE(400, "EntityTooLarge"),
    ENTITY_TOO_SMALL(400, "EntityTooSmall"),
    INCOMPLETE_BODY(400, "IncompleteBody"),
    INVALID_ACCESS_KEY_ID(403, "InvalidAccessKeyId"),
    INVALID_ARGUMENT(400, "InvalidArgument"),
    INVALID_DIGEST(400, "InvalidDigest"),
    INVALID_PART(400, "InvalidPart"),
    INVALID_PART_ORDER(400, "InvalidPartOrder"),
    INVALID_RANGE(416, "InvalidRange"),
    INVALID_STORAGE_CLASS(400, "InvalidStorageClass"),
    INVALID_REQUEST(400, "InvalidRequest"),
    KEY_TOO_LONG(400, "KeyTooLongError"),
    MALFORMED_XML(400, "MalformedXML"),
    METADATA_TOO_LARGE(400, "MetadataTooLarge"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    MISSING_CONTENT_LENGTH(411, "MissingContentLength"),
    NO_SUCH_BUCKET(404, "NoSuchBucket"),
    NO_SUCH_KEY(404, "NoSuchKey"),
    NO_SUCH_UPLOAD(404, "NoSuchUpload"),
    NO_SUCH_VERSION(404, "NoSuchVersion"),
    NOT_IMPLEMENTED(501, "NotImplemented"),
    NOT_MODIFIED(304, "NotModified"),
    PRECONDITION_FAILED(412, "PreconditionFailed"),
    REQUEST_TIME_TOO_SKEWED(403, "RequestTimeTooSkewed"),
    SIGNATURE_DOES_NOT_MATCH(403, "SignatureDoesNotMatch");

    private final int status;
    private final String text;

    Code(int status, String text) {
      this.status = status;
      this.text = text;
    }

    int status() {
      return status;
    }

    String text() {
      return text;
    }
  }

  S3Exception(Code code, String message) {
    this(code, message, Map.of());
  }

  S3Exception(Code code, String message, Map<String, String> headers) {
    super(message);
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  Code code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }
}
