package groundswell.domain.files;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Profile;
import groundswell.domain.members.TimeZone;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Checks the rows of a members file.
final class MemberCheck extends RowCheck<MemberEntry> {
  private static final int REMEMBERED = 1 << 10;

  private final Map<String, ChallengeId> challengesByName;
  private final Column<MemberId> ids;
  private final Column<String> names;
  private final Column<Optional<String>> teams;
  private final Column<Optional<TimeZone>> zones;
  private final Column<List<ChallengeId>> challenges;

  MemberCheck(Layout layout, Set<ChallengeId> known) {
    super(layout);
    challengesByName =
        known.stream().collect(Collectors.toMap(ChallengeId::value, Function.identity()));
    ids = Column.required(layout, Field.MEMBER_ID, Column.UNIQUE, MemberCheck::id);
    names = Column.required(layout, Field.DISPLAY_NAME, Column.UNIQUE, MemberCheck::name);
    teams = Column.optional(layout, Field.TEAM, REMEMBERED, MemberCheck::team, Optional.empty());
    zones =
        Column.optional(layout, Field.TIME_ZONE, REMEMBERED, MemberCheck::zone, Optional.empty());
    challenges = Column.optional(layout, Field.CHALLENGES, REMEMBERED, this::challenges, List.of());
  }

  @Override
  List<MemberEntry> entries(CsvRow row) {
    var id = ids.in(row);
    var name = names.in(row);
    var team = teams.in(row);
    var zone = zones.in(row);
    var joined = challenges.in(row);
    return List.of(new MemberEntry(id, new Profile(name, team, zone), joined));
  }

  @Override
  List<Rejection> faults(CsvRow row) {
    return Stream.of(ids, names, teams, zones, challenges)
        .flatMap(column -> faultOf(() -> column.in(row)).stream())
        .toList();
  }

  @Override
  MemberId member(CsvRow row) {
    return ids.in(row);
  }

  @Override
  int valuesIn(CsvRow row) {
    return 1;
  }

  private static MemberId id(String text) {
    var id = new MemberId(text);
    if (SpreadsheetIds.isCertainlyShortened(id))
      throw new IllegalArgumentException(SpreadsheetIds.shortened(id));
    return id;
  }

  private static String name(String text) {
    return new Profile(text, Optional.empty(), ZoneOffset.UTC).displayName();
  }

  private static Optional<String> team(String text) {
    return new Profile("-", Optional.of(text), ZoneOffset.UTC).team();
  }

  private static Optional<TimeZone> zone(String text) {
    return Optional.of(TimeZone.parse(text));
  }

  private List<ChallengeId> challenges(String text) {
    var joined = new TreeSet<ChallengeId>();
    for (var name : Arrays.stream(text.split("\\|", -1)).map(String::strip).toList()) {
      var id = challengesByName.get(name);
      if (id == null) {
        throw new IllegalArgumentException(
            "there is no challenge %s; separate challenges by |"
                .formatted(EntryChecks.shown(name)));
      }
      joined.add(id);
    }
    if (joined.size() > Member.ENROLMENTS_MAX) {
      throw new RowRejected(
          Rejection.of(
              RowError.TOO_MANY_CHALLENGES,
              "%d challenges are named, but a member may join at most %d"
                  .formatted(joined.size(), Member.ENROLMENTS_MAX)));
    }
    return List.copyOf(joined);
  }
}
