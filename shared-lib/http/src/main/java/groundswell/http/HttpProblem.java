package groundswell.http;

import java.util.List;
import java.util.Optional;

/// An error that is returned as problem details (RFC 9457).
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String TYPE_PREFIX = "urn:groundswell:problem:";

  private final int status;
  private final String code;
  private final String title;
  private final transient List<FieldError> errors;

  private HttpProblem(
      int status, String code, String title, String detail, List<FieldError> errors) {
    super(detail);
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = List.copyOf(errors);
  }

  public static HttpProblem badRequest(String detail) {
    return new HttpProblem(400, "bad-request", "Bad request", detail, List.of());
  }

  public static HttpProblem forbidden(String detail) {
    return new HttpProblem(403, "forbidden", "Forbidden", detail, List.of());
  }

  /// @param code for example `unknown-member`
  public static HttpProblem notFound(String code, String detail) {
    return new HttpProblem(404, code, "Not found", detail, List.of());
  }

  /// @param code for example `join-deadline-passed`
  public static HttpProblem conflict(String code, String detail) {
    return new HttpProblem(409, code, "Conflict", detail, List.of());
  }

  /// Another writer changed it since the caller read it.
  public static HttpProblem changed(String detail) {
    return new HttpProblem(412, "changed-meanwhile", "Precondition failed", detail, List.of());
  }

  public static HttpProblem tooLarge(String detail) {
    return new HttpProblem(413, "too-large", "Content too large", detail, List.of());
  }

  public static HttpProblem unsupportedMediaType(String detail) {
    return new HttpProblem(
        415, "unsupported-media-type", "Unsupported media type", detail, List.of());
  }

  public static HttpProblem invalid(List<FieldError> errors) {
    var detail =
        errors.size() == 1
            ? "one field is invalid"
            : "%d fields are invalid".formatted(errors.size());
    return new HttpProblem(422, "invalid", "Unprocessable content", detail, errors);
  }

  public static HttpProblem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /// The tenant has used up its quota for now.
  ///
  /// @param code for example `too-many-uploads`
  public static HttpProblem tooMany(String code, String detail) {
    return new HttpProblem(429, code, "Too many requests", detail, List.of());
  }

  /// Every attempt conflicted with another writer.
  public static HttpProblem busy() {
    return new HttpProblem(
        503, "busy", "Busy", "others keep changing this just now; try again", List.of());
  }

  /// An internal error; its cause is in the log.
  public static HttpProblem fault(String requestId) {
    return new HttpProblem(
        500,
        "fault",
        "Internal error",
        "something failed on our side; try again (request %s)".formatted(requestId),
        List.of());
  }

  public Answer answer() {
    var body = new Body(TYPE_PREFIX + code, title, status, detail(), errors);
    return new Answer(status, Answer.PROBLEM_JSON, Optional.empty(), body);
  }

  private String detail() {
    var message = getMessage();
    return message == null ? title : message;
  }

  /// Problem details as sent.
  record Body(String type, String title, int status, String detail, List<FieldError> errors) {}
}
