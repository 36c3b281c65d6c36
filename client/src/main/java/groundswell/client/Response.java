package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.Problem.Fault;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API's answer to one request, good or bad.
///
/// @param body missing if it is not JSON
public record Response(int status, JsonNode body) {

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
    if (!isOk()) throw new ApiException(problem());
    if (body.isMissingNode())
      throw new ApiException(
          Problem.of(
              ErrorCode.UNEXPECTED_ANSWER,
              "the answer is not JSON",
              "check that the endpoint is Groundswell's"));
    return Answer.of(body, type);
  }

  /// The problem details of our functions, or what the gateway's status means.
  private Problem problem() {
    var details = Json.decode(body.isObject() ? body : Json.object(), Details.class);
    return details.code == null || details.detail == null
        ? ofGateway(details.message)
        : new Problem(details.code, details.detail, details.faults(), details.hint());
  }

  private Problem ofGateway(@Nullable String message) {
    return switch (status) {
      case 401 ->
          Problem.of(
              ErrorCode.UNAUTHORIZED,
              "the token is not accepted",
              "get a new one, and give it with --token-file or GROUNDSWELL_TOKEN");
      case 404 ->
          Problem.of(
              ErrorCode.UNKNOWN_ADDRESS,
              "the API has nothing at this address",
              "check the endpoint, and that this program is as new as the API");
      case 429, 500, 502, 503, 504 ->
          Problem.of(
              ErrorCode.UNAVAILABLE,
              "the system is starting or busy, or failed",
              "try again in a moment");
      default ->
          Problem.of(
              ErrorCode.REFUSED,
              message == null
                  ? "the API refused without an explanation"
                  : "the API refused: %s".formatted(message));
    };
  }

  /// Problem details as our functions send them.
  ///
  /// @param message the gateway's text instead
  private record Details(
      @Nullable String code,
      @Nullable String detail,
      @Nullable String requestId,
      @Nullable Integer line,
      @Nullable List<FieldError> errors,
      @Nullable String message) {
    private static final String FAULT = "fault";

    List<Fault> faults() {
      if (errors != null) return errors.stream().map(FieldError::fault).toList();
      return line == null ? List.of() : List.of(new Fault(null, line, String.valueOf(detail)));
    }

    @Nullable String hint() {
      return FAULT.equals(code)
          ? "the functions' log has the cause under request %s".formatted(requestId)
          : null;
    }
  }

  private record FieldError(String pointer, String detail) {
    Fault fault() {
      return new Fault(field(), null, detail);
    }

    /// The JSON pointer `#/entries/3/value` as `entries[3].value`.
    private String field() {
      return URLDecoder.decode(pointer.replace("+", "%2B"), UTF_8)
          .replaceFirst("^#/?", "")
          .replaceAll("/([0-9]+)(?=/|$)", "[$1]")
          .replace('/', '.')
          .replace("~1", "/")
          .replace("~0", "~");
    }
  }
}
