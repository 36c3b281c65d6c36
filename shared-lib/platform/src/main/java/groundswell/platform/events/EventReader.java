package groundswell.platform.events;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.Text;
import groundswell.domain.Versions;
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
import groundswell.domain.members.TimeZone;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads events field by field, within the limits of their schemas. Unknown fields are ignored, so
/// that later writers may add some.
final class EventReader {
  private static final Pattern DAY = Pattern.compile("[1-9]|[12][0-9]|3[01]");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern STATE = Pattern.compile("[a-z][a-z-]*");
  private static final int OBJECT_KEY_LENGTH_MAX = 1_024;

  private final Instant now;

  EventReader(Instant now) {
    this.now = now;
  }

  Event read(String type, JsonObject detail) {
    var tenant = detail.read("tenant", TenantId::new);
    return switch (type) {
      case "ActivityChanged" ->
          new Event.ActivityChanged(
              tenant,
              lane(detail),
              optional(detail, "upload", UploadId::new),
              detail.objects("months").stream().map(this::month).toList());
      case "MemberChanged" ->
          new Event.MemberChanged(
              tenant,
              lane(detail),
              optional(detail, "upload", UploadId::new),
              detail.objects("members").stream().map(this::member).toList());
      case "ChallengeChanged" ->
          new Event.ChallengeChanged(
              tenant,
              challenge(detail),
              version(detail, "version"),
              detail.states("recalculate") && detail.flag("recalculate"));
      case "ProgressChanged" ->
          new Event.ProgressChanged(
              tenant,
              challenge(detail),
              lane(detail),
              detail.objects("scores").stream().map(this::score).toList());
      case "RewardChanged" ->
          new Event.RewardChanged(
              tenant,
              lane(detail),
              detail.objects("ledgers").stream().map(EventReader::ledger).toList());
      case "BoardPublished" -> new Event.BoardPublished(tenant, challenge(detail), board(detail));
      case "UploadChanged" -> upload(tenant, detail);
      default -> throw new IllegalArgumentException("there is no such type of event");
    };
  }

  private static Event.UploadChanged upload(TenantId tenant, JsonObject detail) {
    return new Event.UploadChanged(
        tenant,
        detail.read("upload", UploadId::new),
        matching(detail, "state", STATE),
        detail.flag("reported"));
  }

  private MonthValues month(JsonObject month) {
    matching(month, "month", MONTH);
    return month.make(
        () ->
            new MonthValues(
                month.read("member", MemberId::new),
                month.read("metric", MetricId::new),
                month.month("month"),
                version(month, "version"),
                days(month)));
  }

  private static SortedMap<Integer, DayValues> days(JsonObject month) {
    var said = new TreeMap<Integer, SortedMap<SourceId, Quantity>>();
    var sources = month.object("sources");
    for (var name : sources.names()) {
      var source = sources.make(() -> new SourceId(name));
      var days = sources.object(name);
      for (var day : days.names())
        said.computeIfAbsent(day(days, day), _ -> new TreeMap<>()).put(source, days.quantity(day));
    }
    var corrections = month.object("corrections");
    var rulings = new TreeMap<Integer, Ruling>();
    for (var day : corrections.names())
      rulings.put(
          day(corrections, day),
          corrections.has(day) ? new Ruling.Exactly(corrections.quantity(day)) : Ruling.BLANK);
    var days = new TreeMap<Integer, DayValues>();
    rulings.keySet().forEach(day -> said.computeIfAbsent(day, _ -> new TreeMap<>()));
    said.forEach(
        (day, values) ->
            days.put(day, new DayValues(values, Optional.ofNullable(rulings.get(day)))));
    return days;
  }

  private static int day(JsonObject days, String name) {
    if (!DAY.matcher(name).matches()) throw days.error(name, "is not a day of a month");
    return Integer.parseInt(name);
  }

  private Member member(JsonObject member) {
    var profile =
        member.make(
            () ->
                new Profile(
                    member.text("name"),
                    optional(member, "team", text -> text),
                    optional(member, "zone", TimeZone::new)));
    var challenges = member.object("challenges");
    var enrolments = new TreeMap<ChallengeId, Enrolment>();
    for (var name : challenges.names()) {
      var held = challenges.object(name);
      enrolments.put(
          held.make(() -> new ChallengeId(name)),
          new Enrolment(held.flag("joined"), instant(held, "since"), version(held, "version")));
    }
    return new Member(
        member.read("member", MemberId::new),
        profile,
        Instant.EPOCH,
        version(member, "version"),
        enrolments,
        optional(member, "state", MemberState::of).orElse(MemberState.REGISTERED));
  }

  private MemberScore score(JsonObject score) {
    return score.make(
        () ->
            new MemberScore(
                score.read("member", MemberId::new),
                version(score, "revision"),
                version(score, "rule"),
                score.flag("joined"),
                score.score("score"),
                score.smallNumber("days")));
  }

  private static MemberLedger ledger(JsonObject ledger) {
    var rewards = ledger.object("rewards");
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    for (var name : rewards.names()) {
      var entry = rewards.object(name);
      entries.put(
          entry.make(() -> new RewardId(name)),
          entry.make(
              () ->
                  new Ledger.Entry(
                      entry.flag("granted"),
                      entry.number("points"),
                      entry.smallNumber("changes"))));
    }
    return new MemberLedger(ledger.read("member", MemberId::new), challenge(ledger), entries);
  }

  private PublishedBoard board(JsonObject detail) {
    var key = detail.text("object");
    if (key.isEmpty() || key.length() > OBJECT_KEY_LENGTH_MAX)
      throw detail.error("object", "must have 1 to %d characters".formatted(OBJECT_KEY_LENGTH_MAX));
    int members = detail.smallNumber("members");
    if (members < 0) throw detail.error("members", "%d is below 0".formatted(members));
    return new PublishedBoard(
        version(detail, "version"), version(detail, "rule"), key, instant(detail, "asOf"), members);
  }

  private static ChallengeId challenge(JsonObject detail) {
    return detail.read("challenge", ChallengeId::new);
  }

  private static Lane lane(JsonObject detail) {
    return detail.read("lane", Lane::of);
  }

  private long version(JsonObject json, String name) {
    return json.make(name, () -> Versions.check(json.number(name), now));
  }

  private static Instant instant(JsonObject json, String name) {
    if (!json.text(name).endsWith("Z")) throw json.error(name, "is not in UTC; write it with a Z");
    return json.instant(name);
  }

  private static String matching(JsonObject json, String name, Pattern form) {
    var text = json.text(name);
    if (form.matcher(text).matches()) return text;
    throw json.error(name, "\"%s\" is not of the form %s".formatted(Text.shown(text), form));
  }

  /// An optional text. Null is refused, because the schema refuses it.
  private static <T> Optional<T> optional(JsonObject json, String name, Function<String, T> parse) {
    return json.states(name) ? Optional.of(json.read(name, parse)) : Optional.empty();
  }
}
