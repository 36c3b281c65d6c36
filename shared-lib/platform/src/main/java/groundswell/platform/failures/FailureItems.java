package groundswell.platform.failures;

import groundswell.domain.failures.Cause;
import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureId;
import groundswell.domain.failures.FailureKind;
import groundswell.domain.failures.FailureState;
import groundswell.domain.failures.Origin;
import groundswell.domain.failures.RedriveId;
import groundswell.domain.failures.Subject;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.tables.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A failure's item, and the attributes that the indexes are made of.
final class FailureItems {
  static final String PREFIX = "FAILURE#";
  static final String RECORD = "FAILURE";
  static final String BODY = "BODY";
  static final String VERSION = "v";
  static final String EXPIRES_AT = "expiresAt";

  static final String GROUP = "failureGroup";
  static final String TENANT = "failureTenant";
  static final String UPLOAD = "failureUpload";
  static final String CHALLENGE = "failureChallenge";

  /// The sort key of the indexes: state, time, id.
  static final String ORDER = "failureOrder";

  private static final String ORIGIN = "o";
  private static final String ATTRIBUTES = "a";
  private static final String KIND = "k";
  private static final String ERROR = "e";
  private static final String REASON = "r";
  private static final String FRAME = "f";
  private static final String RELEASE = "h";
  private static final String EVENT_TYPE = "t";
  private static final String PARTITION = "p";
  private static final String MEMBERS = "m";
  private static final String RECEIVES = "c";
  private static final String FIRST_SEEN = "s";
  private static final String LAST_SEEN = "l";
  private static final String MESSAGES = "i";
  private static final String STATE = "z";
  private static final String REDRIVES = "n";
  private static final String LAST_REDRIVE = "d";
  private static final String TOOK = "w";

  private static final String BY = "by";
  private static final String STEP = "step";
  private static final String AT = "at";
  private static final String WHY = "why";

  private FailureItems() {}

  static Map<String, AttributeValue> key(FailureId id) {
    return Item.key(PREFIX + id.value(), RECORD);
  }

  static Map<String, AttributeValue> bodyKey(FailureId id) {
    return Item.key(PREFIX + id.value(), BODY);
  }

  static String order(FailureState.Name state, Instant firstSeen) {
    return "%s#%013d#".formatted(state.label(), firstSeen.toEpochMilli());
  }

  /// @param version that the item gets
  static Map<String, AttributeValue> item(
      Failure failure, long version, FailureRetention retention) {
    var cause = failure.cause();
    var subject = failure.subject();
    var item =
        Item.at(PREFIX + failure.id().value(), RECORD)
            .with(VERSION, version)
            .with(EXPIRES_AT, retention.expiry(failure.firstSeen()))
            .with(GROUP, failure.group().value())
            .with(ORDER, order(failure.state().named(), failure.firstSeen()) + failure.id().value())
            .with(ORIGIN, failure.origin().text())
            .with(ATTRIBUTES, texts(failure.attributes()))
            .with(KIND, cause.kind().label())
            .with(ERROR, cause.error())
            .with(REASON, cause.reason())
            .with(FRAME, cause.frame())
            .with(RELEASE, cause.release())
            .with(EVENT_TYPE, subject.eventType())
            .with(MEMBERS, members(subject.members()))
            .with(RECEIVES, failure.receiveCount())
            .with(FIRST_SEEN, failure.firstSeen().toEpochMilli())
            .with(LAST_SEEN, failure.lastSeen().toEpochMilli())
            .with(MESSAGES, list(failure.messageIds()))
            .with(STATE, state(failure.state()))
            .with(REDRIVES, failure.redrives());
    subject.tenant().ifPresent(tenant -> item.with(TENANT, tenant.value()));
    subject.upload().ifPresent(upload -> item.with(UPLOAD, upload.value()));
    subject.challenge().ifPresent(challenge -> item.with(CHALLENGE, challenge.value()));
    subject.partition().ifPresent(partition -> item.with(PARTITION, partition));
    failure.lastRedrive().ifPresent(redrive -> item.with(LAST_REDRIVE, redrive.value()));
    failure.lastTook().ifPresent(took -> item.with(TOOK, took.toMillis()));
    return item.attributes();
  }

  static Failure failure(Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return new Failure(
        new FailureId(item.partitionKey().substring(PREFIX.length())),
        Origin.parse(item.text(ORIGIN)),
        texts(item, ATTRIBUTES),
        new Cause(
            FailureKind.of(item.text(KIND)),
            item.text(ERROR),
            item.text(REASON),
            item.text(FRAME),
            item.text(RELEASE)),
        subject(item),
        item.smallNumber(RECEIVES),
        time(item, FIRST_SEEN),
        time(item, LAST_SEEN),
        item.list(MESSAGES).stream().map(AttributeValue::s).toList(),
        state(Item.of(item.map(STATE))),
        item.smallNumber(REDRIVES),
        item.textIfPresent(LAST_REDRIVE).map(RedriveId::new),
        item.has(TOOK) ? Optional.of(Duration.ofMillis(item.number(TOOK))) : Optional.empty(),
        item.number(VERSION));
  }

  private static Subject subject(Item item) {
    return new Subject(
        item.text(EVENT_TYPE),
        item.textIfPresent(TENANT).map(TenantId::new),
        item.textIfPresent(UPLOAD).map(UploadId::new),
        item.has(PARTITION) ? Optional.of(item.smallNumber(PARTITION)) : Optional.empty(),
        item.textIfPresent(CHALLENGE).map(ChallengeId::new),
        members(item));
  }

  private static AttributeValue state(FailureState state) {
    var item = Item.of(new HashMap<>()).with(STATE, state.named().label());
    switch (state) {
      case FailureState.Open() -> {}
      case FailureState.Redriving(var redrive, var step, var failed) -> {
        item.with(BY, redrive.value()).with(STEP, step);
        failed.ifPresent(why -> item.with(WHY, why));
      }
      case FailureState.Resolved(var redrive, var at) ->
          item.with(BY, redrive.value()).with(AT, at.toEpochMilli());
      case FailureState.Parked(var by, var reason, var at) ->
          item.with(BY, by).with(WHY, reason).with(AT, at.toEpochMilli());
    }
    return AttributeValue.fromM(item.attributes());
  }

  private static FailureState state(Item item) {
    return switch (FailureState.Name.of(item.text(STATE))) {
      case OPEN -> new FailureState.Open();
      case REDRIVING ->
          new FailureState.Redriving(
              new RedriveId(item.text(BY)), item.smallNumber(STEP), item.textIfPresent(WHY));
      case RESOLVED -> new FailureState.Resolved(new RedriveId(item.text(BY)), time(item, AT));
      case PARKED -> new FailureState.Parked(item.text(BY), item.text(WHY), time(item, AT));
    };
  }

  private static AttributeValue members(SortedMap<MemberId, SortedSet<YearMonth>> members) {
    var values = new HashMap<String, AttributeValue>();
    members.forEach(
        (member, months) ->
            values.put(
                member.value(),
                AttributeValue.fromS(
                    months.stream().map(YearMonth::toString).collect(Collectors.joining(",")))));
    return AttributeValue.fromM(values);
  }

  private static SortedMap<MemberId, SortedSet<YearMonth>> members(Item item) {
    var members = new TreeMap<MemberId, SortedSet<YearMonth>>();
    item.map(MEMBERS)
        .forEach(
            (member, months) ->
                members.put(
                    new MemberId(member),
                    Arrays.stream(months.s().split(",", -1))
                        .filter(month -> !month.isEmpty())
                        .map(YearMonth::parse)
                        .collect(Collectors.toCollection(TreeSet::new))));
    return members;
  }

  static AttributeValue list(List<String> texts) {
    return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
  }

  private static AttributeValue texts(Map<String, String> texts) {
    var values = new HashMap<String, AttributeValue>();
    texts.forEach((name, text) -> values.put(name, AttributeValue.fromS(text)));
    return AttributeValue.fromM(values);
  }

  private static Map<String, String> texts(Item item, String name) {
    var texts = new HashMap<String, String>();
    item.map(name).forEach((key, value) -> texts.put(key, value.s()));
    return texts;
  }

  private static Instant time(Item item, String name) {
    return Instant.ofEpochMilli(item.number(name));
  }
}
