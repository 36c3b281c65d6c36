package groundswell.operations.failures;

import groundswell.domain.Versions;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.operations.domain.Cause;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.FailureKind;
import groundswell.operations.domain.FailureRetention;
import groundswell.operations.domain.FailureState;
import groundswell.operations.domain.Origin;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Subject;
import groundswell.operations.domain.TouchedMembers;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A failure's item, with the attributes of the indexes. The message's content and the members it
/// names are in the item beside it ([FailureBodies]), because each change rewrites this item
/// completely, and also in each index twice.
final class FailureItems {
  static final String PREFIX = "FAILURE#";
  private static final String RECORD = "FAILURE";
  private static final String BODY = "BODY";

  /// The sort key of the indexes: state, time, id.
  static final String ORDER = "failureOrder";

  private static final String ORIGIN = "o";
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

  /// Besides the keys, what lists show and filters test: the indexes must project it.
  static final List<String> LISTED =
      List.of(
          ORIGIN,
          KIND,
          ERROR,
          REASON,
          FRAME,
          RELEASE,
          EVENT_TYPE,
          PARTITION,
          MEMBERS,
          RECEIVES,
          FIRST_SEEN,
          LAST_SEEN,
          STATE,
          REDRIVES,
          LAST_REDRIVE,
          TOOK);

  private static final String BY = "by";
  private static final String STEP = "step";
  private static final String AT = "at";
  private static final String WHY = "why";

  private FailureItems() {}

  static Key key(FailureId id) {
    return new Key(PREFIX + id.value(), RECORD);
  }

  static Key bodyKey(FailureId id) {
    return new Key(PREFIX + id.value(), BODY);
  }

  static String order(FailureState.Name state, Instant firstSeen) {
    return "%s#%013d#".formatted(state.label(), firstSeen.toEpochMilli());
  }

  /// @param version the new version of the item
  static Item item(Failure failure, long version, FailureRetention retention) {
    var cause = failure.cause();
    var subject = failure.subject();
    var item =
        Item.at(key(failure.id()))
            .with(Item.VERSION, version)
            .expiringAt(retention.expiryOf(failure))
            .with(FailureBy.GROUP.attribute(), FailureBy.key(failure.group().value(), failure.id()))
            .with(
                ORDER,
                order(failure.state().named(), failure.seen().first()) + failure.id().value())
            .with(ORIGIN, failure.message().origin().text())
            .with(KIND, cause.kind().label())
            .with(ERROR, cause.error())
            .with(REASON, cause.reason())
            .with(FRAME, cause.frame())
            .with(RELEASE, cause.release())
            .with(EVENT_TYPE, subject.eventType())
            .with(MEMBERS, members(subject.members()))
            .with(RECEIVES, failure.message().receiveCount())
            .with(FIRST_SEEN, failure.seen().first())
            .with(LAST_SEEN, failure.seen().last())
            .withTexts(MESSAGES, failure.message().ids())
            .with(STATE, state(failure.state()))
            .with(REDRIVES, failure.history().redrives());
    found(item, FailureBy.TENANT, subject.tenant().map(TenantId::value), failure.id());
    found(item, FailureBy.UPLOAD, subject.upload().map(UploadId::value), failure.id());
    found(item, FailureBy.CHALLENGE, subject.challenge().map(ChallengeId::value), failure.id());
    subject.partition().ifPresent(partition -> item.with(PARTITION, partition));
    failure.history().last().ifPresent(redrive -> item.with(LAST_REDRIVE, redrive.value()));
    failure.history().took().ifPresent(took -> item.with(TOOK, took.toMillis()));
    return item;
  }

  private static void found(Item item, FailureBy by, Optional<String> value, FailureId id) {
    value.ifPresent(text -> item.with(by.attribute(), FailureBy.key(text, id)));
  }

  private static Optional<String> value(Item item, FailureBy by) {
    return item.textIfPresent(by.attribute()).map(FailureBy::value);
  }

  static Failure failure(Item item) {
    return failure(item, item.texts(MESSAGES), item.number(Item.VERSION));
  }

  /// As projected into an index: without message ids and without a version, so that a change reads
  /// the failure first.
  static Failure listed(Item item) {
    return failure(item, List.of(), Versions.NONE);
  }

  private static Failure failure(Item item, List<String> messageIds, long version) {
    return new Failure(
        new FailureId(item.partitionKey().substring(PREFIX.length())),
        new Failure.Message(
            Origin.parse(item.text(ORIGIN)), messageIds, item.smallNumber(RECEIVES)),
        new Cause(
            FailureKind.of(item.text(KIND)),
            item.text(ERROR),
            item.text(REASON),
            item.text(FRAME),
            item.text(RELEASE)),
        subject(item),
        new Failure.Seen(item.time(FIRST_SEEN), item.time(LAST_SEEN)),
        state(item.map(STATE)),
        new Failure.History(
            item.smallNumber(REDRIVES),
            item.textIfPresent(LAST_REDRIVE).map(RedriveId::new),
            item.has(TOOK) ? Optional.of(Duration.ofMillis(item.number(TOOK))) : Optional.empty()),
        version);
  }

  private static Subject subject(Item item) {
    return new Subject(
        item.text(EVENT_TYPE),
        value(item, FailureBy.TENANT).map(TenantId::new),
        value(item, FailureBy.UPLOAD).map(UploadId::new),
        item.has(PARTITION) ? Optional.of(item.smallNumber(PARTITION)) : Optional.empty(),
        value(item, FailureBy.CHALLENGE).map(ChallengeId::new),
        members(item.bytes(MEMBERS)));
  }

  private static Item state(FailureState state) {
    var item = Item.empty().with(STATE, state.named().label());
    switch (state) {
      case FailureState.Open() -> {}
      case FailureState.Redriving(var redrive, var step, var failed) -> {
        item.with(BY, redrive.value()).with(STEP, step);
        failed.ifPresent(why -> item.with(WHY, why));
      }
      case FailureState.Resolved(var redrive, var at) ->
          item.with(BY, redrive.value()).with(AT, at);
      case FailureState.Parked(var by, var reason, var at) ->
          item.with(BY, by).with(WHY, reason).with(AT, at);
    }
    return item;
  }

  private static FailureState state(Item item) {
    return switch (FailureState.Name.of(item.text(STATE))) {
      case OPEN -> new FailureState.Open();
      case REDRIVING ->
          new FailureState.Redriving(
              new RedriveId(item.text(BY)), item.smallNumber(STEP), item.textIfPresent(WHY));
      case RESOLVED -> new FailureState.Resolved(new RedriveId(item.text(BY)), item.time(AT));
      case PARKED -> new FailureState.Parked(item.text(BY), item.text(WHY), item.time(AT));
    };
  }

  /// The count, then each digest of the sample.
  private static byte[] members(TouchedMembers members) {
    var bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * members.sample().size());
    bytes.putInt(members.count());
    members.sample().forEach(bytes::putLong);
    return bytes.array();
  }

  private static TouchedMembers members(ByteBuffer bytes) {
    int count = bytes.getInt();
    var sample = new TreeSet<Long>();
    while (bytes.hasRemaining()) sample.add(bytes.getLong());
    return new TouchedMembers(count, sample);
  }
}
