package groundswell.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// Where a page of a list ends, as an opaque text. It names no tenant, so it reads only within the
/// caller's own.
public final class Cursor {
  /// The parameter of the query.
  public static final String NAME = "cursor";

  private Cursor() {}

  /// @param place the last item of the page
  public static String of(String place) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }

  /// The place after which the page that a request asks for begins.
  ///
  /// @param parse rejects with an [IllegalArgumentException]
  /// @throws HttpProblem if the request's cursor is not one of this list
  public static <T> Optional<T> read(Request request, Function<String, T> parse) {
    return request.parameter(NAME, cursor -> parsed(cursor, parse));
  }

  private static <T> T parsed(String cursor, Function<String, T> parse) {
    try {
      var place = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      if (of(place).equals(cursor)) return parse.apply(place);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(notOfAPage(cursor), e);
    }
    throw new IllegalArgumentException(notOfAPage(cursor));
  }

  private static String notOfAPage(String cursor) {
    return "\"%s\" is not a valid cursor of this list; send back the `next` of the page before it"
        .formatted(cursor);
  }
}
