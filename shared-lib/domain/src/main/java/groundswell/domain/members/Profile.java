package groundswell.domain.members;

import groundswell.domain.Text;
import java.time.ZoneId;
import java.util.Optional;

/// How a member is displayed, and where its days begin.
///
/// @param zone that of the tenant's settings if empty
public record Profile(String displayName, Optional<String> team, Optional<TimeZone> zone) {
  public static final int NAME_LENGTH_MAX = 100;

  /// In place of the profile of a member who is being erased.
  public static final Profile ERASED = new Profile("erased", Optional.empty(), Optional.empty());

  public Profile {
    displayName = Text.name("display_name", displayName, NAME_LENGTH_MAX);
    team = team.map(name -> Text.name("team", name, NAME_LENGTH_MAX));
  }

  public Profile(String displayName, Optional<String> team, ZoneId zone) {
    this(displayName, team, Optional.of(TimeZone.of(zone)));
  }

  /// Where the member's days begin.
  ///
  /// @param tenants the zone of the tenant's settings
  public TimeZone zoneOr(TimeZone tenants) {
    return zone.orElse(tenants);
  }
}
