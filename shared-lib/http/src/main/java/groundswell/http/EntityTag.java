package groundswell.http;

import groundswell.domain.Versions;
import java.util.Optional;
import java.util.regex.Pattern;

/// The version of what a route shows, as an entity tag; and the one that a change is meant for.
/// Who sends it back in `If-Match` changes only what it has seen
/// (<https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1>).
public final class EntityTag {
  private static final Pattern VERSION = Pattern.compile("\"([0-9]{1,18})\"");

  private EntityTag() {}

  public static String of(long version) {
    return "\"%d\"".formatted(version);
  }

  /// Refuses a change of something that is no longer what its author saw. If the change was made
  /// already, and only its answer was lost, it is taken.
  ///
  /// @param ifMatch the header's value, if there is one
  /// @param stored [Versions#NONE] if nothing is stored
  /// @param isMade whether what is stored says what the change wants
  public static void check(Optional<String> ifMatch, long stored, boolean isMade) {
    if (ifMatch.isEmpty()) return;
    var text = ifMatch.get().strip();
    if (text.equals("*") ? stored != Versions.NONE : stored == version(text)) return;
    if (isMade) return;
    throw HttpProblem.changed(
        stored == Versions.NONE
            ? "there is nothing yet that could be changed; to create it, expect no version"
            : "somebody else changed this: it is at version %d now, and your change is for %s; read it again, then change what it is now"
                .formatted(stored, text));
  }

  private static long version(String text) {
    var tag = VERSION.matcher(text);
    if (tag.matches()) return Long.parseLong(tag.group(1));
    throw HttpProblem.badRequest(
        "If-Match: %s is not the ETag of an answer, for example \"1767225600000\"".formatted(text));
  }
}
