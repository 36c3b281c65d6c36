package groundswell.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An error that is returned as problem details (<https://www.rfc-editor.org/rfc/rfc9457>).
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String TYPE_PREFIX = "urn:groundswell:problem:";

  private final ProblemCode code;
  private final transient List<FieldError> errors;
  private final transient Optional<Place> place;

  private HttpProblem(
      ProblemCode code, String detail, List<FieldError> errors, Optional<Place> place) {
    super(detail);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.place = place;
  }

  /// @param detail what happened, what it means, and what to do
  public static HttpProblem of(ProblemCode code, String detail) {
    return new HttpProblem(code, detail, List.of(), Optional.empty());
  }

  /// A parameter or a header is wrong.
  public static HttpProblem badRequest(String detail) {
    return of(ProblemCode.BAD_REQUEST, detail);
  }

  /// The body cannot be read.
  public static HttpProblem malformed(String detail, Optional<Place> place) {
    return new HttpProblem(ProblemCode.MALFORMED_BODY, detail, List.of(), place);
  }

  public static HttpProblem forbidden(String detail) {
    return of(ProblemCode.FORBIDDEN, detail);
  }

  public static HttpProblem unsupportedMediaType(String detail) {
    return of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail);
  }

  public static HttpProblem invalid(List<FieldError> errors) {
    var detail =
        errors.size() == 1
            ? errors.getFirst().text()
            : "%d fields are invalid".formatted(errors.size());
    return new HttpProblem(ProblemCode.INVALID, detail, errors, Optional.empty());
  }

  public static HttpProblem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /// Every attempt conflicted with another writer.
  public static HttpProblem busy() {
    return of(ProblemCode.BUSY, "others keep changing this just now; try again");
  }

  /// An internal error; its cause is in the log.
  public static HttpProblem fault() {
    return of(
        ProblemCode.FAULT, "something failed on our side; the log has the cause; try again later");
  }

  /// @param requestId names the request in the functions' log
  public Answer answer(String requestId) {
    var body =
        new Body(
            TYPE_PREFIX + code.text(),
            code.title(),
            code.status(),
            String.valueOf(getMessage()),
            code.text(),
            requestId,
            place.map(Place::line).orElse(null),
            place.map(Place::column).orElse(null),
            errors.isEmpty() ? null : errors.stream().map(ErrorView::of).toList());
    return new Answer(code.status(), Answer.PROBLEM_JSON, Optional.empty(), List.of(), body);
  }

  /// A place in a body; both count from 1.
  public record Place(int line, int column) {}

  /// Problem details as sent.
  ///
  /// @param errors null unless fields are wrong
  record Body(
      String type,
      String title,
      int status,
      String detail,
      String code,
      String requestId,
      @Nullable Integer line,
      @Nullable Integer column,
      @Nullable List<ErrorView> errors) {}

  /// @param pointer to the field in the body, as the fragment of a URI
  record ErrorView(String pointer, String detail) {
    static ErrorView of(FieldError error) {
      return new ErrorView(error.pointer(), error.message());
    }
  }
}
