package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API's answer to one request, good or bad.
///
/// @param body missing if it is not JSON
public record Response(int status, JsonNode body) {
  private static final int UNAUTHORIZED = 401;

  static Response of(HttpResponse<String> response) {
    return new Response(response.statusCode(), Json.readOrMissing(response.body()));
  }

  public boolean isOk() {
    return Http.isSuccess(status);
  }

  /// The answer of a successful request.
  ///
  /// @throws ApiException if the request did not succeed
  public <T> Answer<T> as(Class<T> type) {
    if (!isOk()) throw problem();
    if (body.isMissingNode())
      throw new ApiException("the answer is not JSON; check that the endpoint is Groundswell's");
    return Answer.of(body, type);
  }

  /// The problem details (RFC 9457), or at least the status.
  private ApiException problem() {
    if (status == UNAUTHORIZED)
      return new ApiException("the token is not accepted (HTTP status 401); get a new one");
    var problem = Json.decode(body.isObject() ? body : Json.object(), Problem.class);
    return new ApiException(
        "%s (HTTP status %d)".formatted(problem.explanation(), status), problem.details());
  }

  /// @param detail our functions' text
  /// @param message the gateway's text
  private record Problem(
      @Nullable String detail, @Nullable String message, @Nullable List<FieldError> errors) {
    String explanation() {
      if (detail != null) return detail;
      return message == null ? "the API refused without an explanation" : message;
    }

    List<String> details() {
      return errors == null ? List.of() : errors.stream().map(FieldError::text).toList();
    }
  }

  private record FieldError(String field, String message) {
    String text() {
      return "%s: %s".formatted(field, message);
    }
  }
}
