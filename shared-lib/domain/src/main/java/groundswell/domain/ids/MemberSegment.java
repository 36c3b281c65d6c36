package groundswell.domain.ids;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.regex.Pattern;

/// How a member's id stands in the path of an address: as it is, or as `~` and its UTF-8 in base64
/// for URLs. API Gateway decodes a path before it looks for a route, so that `/` in an id would
/// divide it and `?` would end it, however they are escaped.
public final class MemberSegment {
  private static final String CODED = "~";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@-]+");

  private MemberSegment() {}

  /// What needs no escaping stays readable.
  public static String of(MemberId member) {
    var value = member.value();
    if (PLAIN.matcher(value).matches()) return value;
    return CODED + Base64.getUrlEncoder().withoutPadding().encodeToString(value.getBytes(UTF_8));
  }

  /// @param segment decoded once, as the gateway does it
  /// @throws IllegalArgumentException if it names no member
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
