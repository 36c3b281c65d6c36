package groundswell.domain.uploads;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Profile;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Checks the rows of a members file.
final class MemberCheck extends RowCheck<MemberEntry> {
  private static final int CACHED = 1 << 10;
  private static final String NO_TEAM = "";

  private final Set<ChallengeId> challenges;
  private final Layout layout;
  private final FieldCache<MemberId> ids = new FieldCache<>(1, Texts::memberId);
  private final FieldCache<String> names = new FieldCache<>(1, MemberCheck::name);
  private final FieldCache<String> teams = new FieldCache<>(CACHED, MemberCheck::team);
  private final FieldCache<ZoneId> zones = new FieldCache<>(CACHED, MemberCheck::zone);
  private final FieldCache<List<ChallengeId>> joins = new FieldCache<>(CACHED, this::joins);
  private final String onlyTeam;
  private final Optional<ZoneId> onlyZone;
  private final List<ChallengeId> onlyJoins;

  MemberCheck(Layout layout, Set<ChallengeId> challenges) {
    super(layout);
    this.layout = layout;
    this.challenges = challenges;
    onlyTeam = layout.constant("team").map(text -> Read.mapped(team(text))).orElse(NO_TEAM);
    onlyZone = layout.constant("time_zone").map(text -> Read.mapped(zone(text)));
    onlyJoins =
        layout.constant("challenges").map(text -> Read.mapped(joins(text))).orElse(List.of());
  }

  @Override
  Checked<MemberEntry> fields(CsvRow row) {
    var id = take(row, layout.column("member_id"), ids);
    if (id == null) return bad(1);
    var name = take(row, layout.column("display_name"), names);
    if (name == null) return bad(1);
    var team = optional(row, "team", onlyTeam, teams);
    if (team == null) return bad(1);
    var zone = onlyZone.isPresent() ? onlyZone.get() : take(row, layout.column("time_zone"), zones);
    if (zone == null) return bad(1);
    var joined = optional(row, "challenges", onlyJoins, joins);
    if (joined == null) return bad(1);
    var profile = new Profile(name, Optional.of(team).filter(it -> !it.isEmpty()), zone);
    return new Checked.Good<>(List.of(new MemberEntry(id, profile, joined)));
  }

  /// A field that may be empty.
  ///
  /// @return null if something is wrong with it
  private <T> @Nullable T optional(CsvRow row, String ours, T otherwise, FieldCache<T> cache) {
    int column = layout.column(ours);
    return column < 0 || row.fieldLength(column) == 0 ? otherwise : take(row, column, cache);
  }

  private static Read<String> name(String text) {
    return Texts.read(
        text,
        it -> new Profile(it, Optional.empty(), ZoneOffset.UTC).displayName(),
        RowError.BAD_NAME);
  }

  private static Read<String> team(String text) {
    return Texts.read(
        text,
        it -> new Profile("-", Optional.of(it), ZoneOffset.UTC).team().orElseThrow(),
        RowError.BAD_NAME);
  }

  private static Read<ZoneId> zone(String text) {
    try {
      return Read.value(ZoneId.of(text));
    } catch (DateTimeException _) {
      return Read.wrong(
          RowError.BAD_TIME_ZONE,
          "%s is no time zone such as Europe/Berlin".formatted(EntryChecks.shown(text)));
    }
  }

  private Read<List<ChallengeId>> joins(String text) {
    var joined = new TreeSet<ChallengeId>();
    for (var name : Arrays.stream(text.split("\\|", -1)).map(String::strip).toList()) {
      switch (Texts.read(name, ChallengeId::new, RowError.UNKNOWN_CHALLENGE)) {
        case Read.Value<ChallengeId>(var id) when challenges.contains(id) -> joined.add(id);
        case Read.Value<ChallengeId> _, Read.Wrong<ChallengeId> _ -> {
          return Read.wrong(
              RowError.UNKNOWN_CHALLENGE,
              "there is no challenge %s; challenges are separated by |"
                  .formatted(EntryChecks.shown(name)));
        }
      }
    }
    if (joined.size() > Member.ENROLMENTS_MAX) {
      return Read.wrong(
          RowError.TOO_MANY_CHALLENGES,
          "%d challenges are more than %d".formatted(joined.size(), Member.ENROLMENTS_MAX));
    }
    return Read.value(List.copyOf(joined));
  }
}
