package groundswell.domain.members;

import groundswell.domain.Text;
import java.time.ZoneId;
import java.util.Optional;

/// How a member is displayed.
public record Profile(String displayName, Optional<String> team, TimeZone zone) {
  public static final int NAME_LENGTH_MAX = 100;

  public Profile {
    displayName = Text.name("display_name", displayName, NAME_LENGTH_MAX);
    team = team.map(name -> Text.name("team", name, NAME_LENGTH_MAX));
  }

  public Profile(String displayName, Optional<String> team, ZoneId zone) {
    this(displayName, team, TimeZone.of(zone));
  }
}
