package groundswell.events;

import static org.quicktheories.generators.SourceDSL.arbitrary;
import static org.quicktheories.generators.SourceDSL.booleans;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.lists;
import static org.quicktheories.generators.SourceDSL.longs;
import static org.quicktheories.generators.SourceDSL.strings;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.activity.Correction.Ruling;
import groundswell.domain.activity.DayValues;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.MemberState;
import groundswell.domain.members.Profile;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.rewards.Ledger;
import groundswell.domain.scoring.Score;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.quicktheories.core.Gen;

/// Generates events of all types, with any values that their fields may hold.
final class Events {
  private static final TenantId TENANT = new TenantId("acme");
  private static final ChallengeId CHALLENGE = new ChallengeId("spring-steps");

  private Events() {}

  static Gen<Event> any() {
    return activity()
        .mix(members())
        .mix(progress())
        .mix(rewards())
        .mix(
            longs()
                .between(0, Long.MAX_VALUE)
                .map(v -> event(new Event.ChallengeChanged(TENANT, CHALLENGE, v, v % 2 == 0))))
        .mix(instants().map(asOf -> event(board(asOf))))
        .mix(
            uploads()
                .zip(
                    booleans().all(),
                    (id, reported) ->
                        event(
                            new Event.UploadChanged(
                                TENANT, id, "completed-with-rejects", reported))));
  }

  private static Gen<Event> activity() {
    return upTo3(months())
        .zip(
            lanes(),
            uploads().toOptionals(50),
            (months, lane, upload) ->
                event(new Event.ActivityChanged(TENANT, lane, upload, months)));
  }

  private static Gen<MonthValues> months() {
    Gen<Map<Integer, DayValues>> days =
        upTo3(integers().between(1, 28).zip(days(), Map::of))
            .map(
                all -> {
                  var merged = new TreeMap<Integer, DayValues>();
                  all.forEach(merged::putAll);
                  return merged;
                });
    return memberIds()
        .zip(
            days,
            integers().between(0, 600),
            versions(),
            (member, values, month, version) ->
                new MonthValues(
                    member,
                    new MetricId("distance_km"),
                    YearMonth.of(2000, 1).plusMonths(month),
                    version,
                    new TreeMap<>(values)));
  }

  private static Gen<DayValues> days() {
    Gen<Quantity> values = longs().between(0, 9_999_999_999L).map(Quantity::new);
    Gen<Map<SourceId, Quantity>> sources =
        upTo3(
                integers()
                    .between(1, 9)
                    .zip(values, (number, value) -> Map.of(new SourceId("uhr №" + number), value)))
            .map(
                all -> {
                  var merged = new TreeMap<SourceId, Quantity>();
                  all.forEach(merged::putAll);
                  return merged;
                });
    Gen<Ruling> rulings =
        values.map(
            value -> value.thousandths() % 3 == 0 ? Ruling.BLANK : new Ruling.Exactly(value));
    return sources
        .zip(rulings.toOptionals(50), (said, ruling) -> new DayValues(new TreeMap<>(said), ruling))
        .assuming(day -> !day.isEmpty());
  }

  private static Gen<Event> members() {
    Gen<Profile> profiles =
        texts()
            .zip(
                texts().toOptionals(50),
                (name, team) -> new Profile(name, team, ZoneId.of("America/New_York")));
    Gen<Enrolment> enrolments = booleans().all().zip(instants(), versions(), Enrolment::new);
    Gen<Member> all =
        memberIds()
            .zip(
                profiles,
                versions(),
                enrolments.zip(states(), Map::entry),
                (id, profile, version, enrolment) ->
                    new Member(
                        id,
                        profile,
                        Instant.EPOCH,
                        version,
                        new TreeMap<>(Map.of(CHALLENGE, enrolment.getKey())),
                        enrolment.getValue()));
    return upTo3(all)
        .zip(
            lanes(),
            uploads().toOptionals(50),
            (members, lane, upload) ->
                event(new Event.MemberChanged(TENANT, lane, upload, members)));
  }

  private static Gen<MemberState> states() {
    return arbitrary().enumValues(MemberState.class);
  }

  private static Gen<Event> progress() {
    Gen<MemberScore> scores =
        memberIds()
            .zip(
                versions(),
                booleans().all(),
                longs().between(0, 999_999_999_999_999L),
                integers().between(0, 366),
                (member, revision, joined, millionths, days) ->
                    new MemberScore(
                        member, revision, revision / 2, joined, new Score(millionths), days));
    return upTo3(scores)
        .zip(
            lanes(), (all, lane) -> event(new Event.ProgressChanged(TENANT, CHALLENGE, lane, all)));
  }

  private static Gen<Event> rewards() {
    Gen<Ledger.Entry> entries =
        booleans()
            .all()
            .zip(
                longs().between(0, 1_000_000_000),
                integers().between(1, Integer.MAX_VALUE),
                Ledger.Entry::new);
    Gen<MemberLedger> ledgers =
        memberIds()
            .zip(
                entries,
                (member, entry) ->
                    new MemberLedger(
                        member,
                        CHALLENGE,
                        new TreeMap<>(Map.of(new RewardId("percent-50"), entry))));
    return upTo3(ledgers)
        .zip(lanes(), (all, lane) -> event(new Event.RewardChanged(TENANT, lane, all)));
  }

  private static Event.BoardPublished board(Instant asOf) {
    return new Event.BoardPublished(
        TENANT, CHALLENGE, new PublishedBoard(7, 3, "boards/acme/spring/7-1.json.gz", asOf, 9));
  }

  private static Gen<MemberId> memberIds() {
    return texts().map(MemberId::new);
  }

  /// Text of any plane that is not blank.
  private static Gen<String> texts() {
    return strings()
        .betweenCodePoints(0xA1, 0x10FFFF)
        .ofLengthBetween(0, 20)
        .map(
            text ->
                text.codePoints()
                    .filter(Text::isSeen)
                    .collect(
                        () -> new StringBuilder("n"),
                        StringBuilder::appendCodePoint,
                        StringBuilder::append)
                    .toString());
  }

  private static Gen<Instant> instants() {
    return longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
  }

  private static Gen<Long> versions() {
    return longs().between(0, Long.MAX_VALUE);
  }

  private static Gen<UploadId> uploads() {
    return integers().between(0, 1_000).map(i -> new UploadId("up-" + i));
  }

  private static Gen<Lane> lanes() {
    return booleans().all().map(live -> live ? Lane.LIVE : Lane.BULK);
  }

  private static <T> Gen<List<T>> upTo3(Gen<T> elements) {
    return lists().of(elements).ofSizeBetween(0, 3);
  }

  private static Event event(Event event) {
    return event;
  }
}
