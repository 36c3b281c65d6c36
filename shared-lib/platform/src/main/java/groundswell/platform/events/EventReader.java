package groundswell.platform.events;

import groundswell.domain.Lane;
import groundswell.domain.Quantity;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.MemberLedger;
import groundswell.domain.events.Event.MemberScore;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.RewardId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Enrolment;
import groundswell.domain.members.Member;
import groundswell.domain.members.Profile;
import groundswell.domain.ranking.PublishedBoard;
import groundswell.domain.rewards.Ledger;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.Parsers;
import java.time.Instant;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads events, field by field. Fields that it does not know are ignored, so that a later writer
/// may add some.
final class EventReader {
  private static final Pattern DAY = Pattern.compile("[1-9]|[12][0-9]|3[01]");

  private EventReader() {}

  static Event read(String type, JsonObject detail) {
    var tenant = detail.read("tenant", TenantId::new);
    return switch (type) {
      case "ActivityChanged" ->
          new Event.ActivityChanged(
              tenant,
              lane(detail),
              detail.readIfPresent("upload", UploadId::new),
              detail.objects("months").stream().map(EventReader::month).toList());
      case "MemberChanged" ->
          new Event.MemberChanged(
              tenant,
              lane(detail),
              detail.readIfPresent("upload", UploadId::new),
              detail.objects("members").stream().map(EventReader::member).toList());
      case "ChallengeChanged" ->
          new Event.ChallengeChanged(tenant, challenge(detail), detail.number("version"));
      case "ProgressChanged" ->
          new Event.ProgressChanged(
              tenant,
              challenge(detail),
              lane(detail),
              detail.objects("scores").stream().map(EventReader::score).toList());
      case "RewardChanged" ->
          new Event.RewardChanged(
              tenant,
              lane(detail),
              detail.objects("ledgers").stream().map(EventReader::ledger).toList());
      case "BoardPublished" -> new Event.BoardPublished(tenant, challenge(detail), board(detail));
      case "UploadChanged" ->
          new Event.UploadChanged(
              tenant, detail.read("upload", UploadId::new), detail.text("state"));
      default -> throw new IllegalArgumentException("no event is of this type");
    };
  }

  private static MonthValues month(JsonObject month) {
    var days = month.object("days");
    var values = new TreeMap<Integer, Quantity>();
    for (var day : days.names()) {
      if (!DAY.matcher(day).matches()) throw days.error(day, "is not a day of a month");
      values.put(Integer.valueOf(day), days.quantity(day));
    }
    return new MonthValues(
        month.read("member", MemberId::new),
        month.read("metric", MetricId::new),
        month.read("month", Parsers::yearMonth),
        month.number("version"),
        values);
  }

  private static Member member(JsonObject member) {
    var profile =
        member.make(
            () ->
                new Profile(
                    member.text("name"),
                    member.readIfPresent("team", text -> text),
                    member.read("zone", Parsers::zone)));
    var challenges = member.object("challenges");
    var enrolments = new TreeMap<ChallengeId, Enrolment>();
    for (var name : challenges.names()) {
      var held = challenges.object(name);
      enrolments.put(
          held.make(() -> new ChallengeId(name)),
          new Enrolment(
              held.flag("joined"), held.read("since", Parsers::instant), held.number("version")));
    }
    return new Member(
        member.read("member", MemberId::new),
        profile,
        Instant.EPOCH,
        member.number("version"),
        enrolments);
  }

  private static MemberScore score(JsonObject score) {
    return new MemberScore(
        score.read("member", MemberId::new),
        score.number("revision"),
        score.number("rule"),
        score.flag("joined"),
        score.score("score"),
        score.smallNumber("days"));
  }

  private static MemberLedger ledger(JsonObject ledger) {
    var rewards = ledger.object("rewards");
    var entries = new TreeMap<RewardId, Ledger.Entry>();
    for (var name : rewards.names()) {
      var entry = rewards.object(name);
      entries.put(
          entry.make(() -> new RewardId(name)),
          new Ledger.Entry(
              entry.flag("granted"), entry.number("points"), entry.smallNumber("changes")));
    }
    return new MemberLedger(ledger.read("member", MemberId::new), challenge(ledger), entries);
  }

  private static PublishedBoard board(JsonObject detail) {
    return new PublishedBoard(
        detail.number("version"),
        detail.number("rule"),
        detail.text("object"),
        detail.read("asOf", Parsers::instant),
        detail.smallNumber("members"));
  }

  private static ChallengeId challenge(JsonObject detail) {
    return detail.read("challenge", ChallengeId::new);
  }

  private static Lane lane(JsonObject detail) {
    return detail.read("lane", Parsers::lane);
  }
}
