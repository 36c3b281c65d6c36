package groundswell.progresscalculator;

import groundswell.domain.Lane;
import groundswell.domain.events.Event;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.events.Event.MonthValues;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.scoring.PartialKey;
import groundswell.platform.PermanentFailure;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import groundswell.progresscalculator.ProgressEntry.Depth;
import groundswell.progresscalculator.ProgressEntry.FindMissing;
import groundswell.progresscalculator.ProgressEntry.MemberMoved;
import groundswell.progresscalculator.ProgressEntry.Redefined;
import groundswell.progresscalculator.ProgressEntry.WalkShard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The messages of the progress queues.
final class ProgressMessages {
  private static final String WALK_SHARD = "RecalculateShard";
  private static final String FIND_MISSING = "FindMissingProgress";
  private static final String RECALCULATE_MEMBER = "RecalculateMember";

  private ProgressMessages() {}

  static List<ProgressEntry> decode(String body, Instant now) {
    var envelope = Envelope.parse(body);
    try {
      return switch (envelope.detailType()) {
        case WALK_SHARD -> List.of(walkShard(envelope.detail()));
        case FIND_MISSING -> List.of(findMissing(envelope.detail()));
        case RECALCULATE_MEMBER -> List.of(recalculateMember(envelope.detail()));
        default -> decode(EventCodec.decode(envelope, now));
      };
    } catch (IllegalArgumentException e) {
      throw new PermanentFailure(PermanentFailure.UNDECODABLE, String.valueOf(e.getMessage()));
    }
  }

  private static List<ProgressEntry> decode(Event event) {
    return switch (event) {
      case ActivityChanged(var tenant, var lane, _, var months) ->
          months.stream().map(month -> monthMoved(tenant, lane, month)).toList();
      case MemberChanged(var tenant, var lane, _, var members) ->
          members.stream()
              .<ProgressEntry>map(member -> moved(tenant, member.id(), lane, Depth.ENROLMENTS))
              .toList();
      case ChallengeChanged(var tenant, var challenge, var version, var recalculate) ->
          List.of(new Redefined(tenant, challenge, version, recalculate));
      case Event.ProgressChanged _,
          Event.RewardChanged _,
          Event.BoardPublished _,
          Event.UploadChanged _ ->
          throw new PermanentFailure(
              "unexpected-event",
              "%s does not change progress".formatted(EventCodec.detailType(event)));
    };
  }

  /// An entry of a member that fails alone is retried as a full recalculation of the member.
  static String encode(ProgressEntry entry) {
    return switch (entry) {
      case MemberMoved moved ->
          Envelope.command(
              RECALCULATE_MEMBER,
              Map.of(
                  "tenant", moved.tenant().value(),
                  "member", moved.member().value(),
                  "lane", moved.lane().label()));
      case Redefined(var tenant, var challenge, var version, var recalculate) ->
          EventCodec.message(new ChallengeChanged(tenant, challenge, version, recalculate));
      case WalkShard step -> Envelope.command(WALK_SHARD, fields(step));
      case FindMissing step -> Envelope.command(FIND_MISSING, fields(step));
    };
  }

  private static SortedMap<String, Object> fields(WalkShard step) {
    var fields = new TreeMap<String, Object>();
    fields.put("tenant", step.tenant().value());
    fields.put("challenge", step.challenge().value());
    fields.put("version", step.version());
    fields.put("shard", step.shard());
    fields.put("since", step.since());
    step.after().ifPresent(member -> fields.put("after", member.value()));
    return fields;
  }

  private static SortedMap<String, Object> fields(FindMissing step) {
    var fields = new TreeMap<String, Object>();
    fields.put("tenant", step.tenant().value());
    fields.put("challenge", step.challenge().value());
    fields.put("version", step.version());
    fields.put("part", step.part());
    fields.put("since", step.since());
    step.after().ifPresent(member -> fields.put("after", member.value()));
    return fields;
  }

  private static FindMissing findMissing(JsonObject detail) {
    return new FindMissing(
        detail.read("tenant", TenantId::new),
        detail.read("challenge", ChallengeId::new),
        detail.number("version"),
        detail.smallNumber("part"),
        detail.number("since"),
        detail.readIfPresent("after", MemberId::new));
  }

  private static WalkShard walkShard(JsonObject detail) {
    return new WalkShard(
        detail.read("tenant", TenantId::new),
        detail.read("challenge", ChallengeId::new),
        detail.number("version"),
        detail.smallNumber("shard"),
        detail.number("since"),
        detail.readIfPresent("after", MemberId::new));
  }

  private static MemberMoved recalculateMember(JsonObject detail) {
    return moved(
        detail.read("tenant", TenantId::new),
        detail.read("member", MemberId::new),
        detail.read("lane", Lane::of),
        Depth.ALL);
  }

  private static MemberMoved moved(TenantId tenant, MemberId member, Lane lane, Depth depth) {
    return new MemberMoved(tenant, member, lane, depth, new TreeMap<>());
  }

  private static ProgressEntry monthMoved(TenantId tenant, Lane lane, MonthValues month) {
    var months = new TreeMap<PartialKey, MonthValues>();
    months.put(new PartialKey(month.metric(), month.month()), month);
    return new MemberMoved(tenant, month.member(), lane, Depth.MONTHS, months);
  }
}
