package groundswell.domain.members;

import java.time.ZoneId;
import java.util.Optional;

/// How a member is shown.
public record Profile(String displayName, Optional<String> team, ZoneId zone) {
  public static final int NAME_LENGTH_MAX = 100;

  public Profile {
    checkName("display_name", displayName);
    team.ifPresent(name -> checkName("team", name));
  }

  private static void checkName(String field, String name) {
    if (name.isBlank()
        || name.length() > NAME_LENGTH_MAX
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "%s must have 1 to %d characters and no control characters"
              .formatted(field, NAME_LENGTH_MAX));
    }
  }
}
