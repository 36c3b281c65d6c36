package groundswell.http;

import groundswell.domain.Versions;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The version of a resource as an entity tag. A client that sends it back in `If-Match` changes
/// only the version that it has read (<https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1>).
public final class EntityTag {
  private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

  private EntityTag() {}

  public static String of(long version) {
    return "\"%d\"".formatted(version);
  }

  /// Refuses a change if the resource has changed since the client read it. If the change was
  /// already made and only the response was lost, it is accepted.
  ///
  /// @param ifMatch the header's value, if any
  /// @param stored [Versions#NONE] if nothing is stored
  /// @param isMade whether the stored resource already has the change
  public static void check(Optional<String> ifMatch, long stored, boolean isMade) {
    if (ifMatch.isEmpty()) return;
    var text = ifMatch.get().strip();
    if (text.equals("*") ? stored != Versions.NONE : stored == version(text)) return;
    if (isMade) return;
    throw HttpProblem.of(
        ProblemCode.CHANGED_MEANWHILE,
        stored == Versions.NONE
            ? "it does not exist; to create it, leave out If-Match"
            : "you changed version %s, but it is now at version %d; read it again and repeat your change"
                .formatted(text, stored));
  }

  /// Whether a client has the stored version already, so that it need not be sent again
  /// (<https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2>).
  ///
  /// @param ifNoneMatch the header's value, if any: tags separated by commas
  public static boolean isKnown(Optional<String> ifNoneMatch, long stored) {
    return tags(ifNoneMatch).anyMatch(tag -> tag.equals("*") || tag.equals(of(stored)));
  }

  /// The latest version that a client has.
  ///
  /// @param ifNoneMatch the header's value, if any
  public static OptionalLong latest(Optional<String> ifNoneMatch) {
    return tags(ifNoneMatch)
        .map(VERSION::matcher)
        .filter(Matcher::matches)
        .mapToLong(tag -> Long.parseLong(tag.group(1)))
        .max();
  }

  private static Stream<String> tags(Optional<String> header) {
    return header.stream()
        .flatMap(tags -> Arrays.stream(tags.split(",")))
        .map(tag -> tag.strip().replaceFirst("^W/", ""));
  }

  private static long version(String text) {
    var tag = VERSION.matcher(text);
    if (tag.matches()) return Long.parseLong(tag.group(1));
    throw HttpProblem.badRequest(
        "If-Match: %s is not the ETag of an answer, for example \"1767225600000\"".formatted(text));
  }
}
