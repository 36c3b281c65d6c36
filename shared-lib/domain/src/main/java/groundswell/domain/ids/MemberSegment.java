package groundswell.domain.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.regex.Pattern;

/// A member's id as a segment of a URL's path: unchanged, or as `~` and its UTF-8 in URL-safe
/// base64. API Gateway decodes a path before it looks for a route, so a `/` in an id would split it
/// and a `?` would end it, even if escaped.
public final class MemberSegment {
  private static final String CODED = "~";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@-]+");

  private MemberSegment() {}

  /// Ids that need no escaping stay readable.
  public static String of(MemberId member) {
    var value = member.value();
    if (PLAIN.matcher(value).matches()) return value;
    return CODED + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8));
  }

  /// @param segment decoded once, as the gateway does it
  /// @throws IllegalArgumentException if it is not a member's id
  public static MemberId parse(String segment) {
    if (!segment.startsWith(CODED)) return new MemberId(segment);
    try {
      var bytes = Base64.getUrlDecoder().decode(segment.substring(CODED.length()));
      return new MemberId(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "\"%s\": what follows ~ must be UTF-8 in base64 for URLs".formatted(segment), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\": what follows ~ must be a member id in base64 for URLs: %s"
              .formatted(segment, e.getMessage()),
          e);
    }
  }
}
