package groundswell.platform.uploads;

import groundswell.domain.files.FileKind;
import groundswell.domain.files.ValueReading;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.LeaverPolicy;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The items of uploads. An upload has a record, in its tenant's partition and in the order of
/// creation; a pointer from its id to the record; and, until it has ended, an open mark beside the
/// record.
final class UploadItems {
  static final String RECORD_PREFIX = "UPLOAD#";
  static final String OPEN_PREFIX = "OPEN#";

  /// When the item was written.
  static final String MOVED_AT = "g";

  /// When a waiting upload is due to be checked again.
  static final String LOOK_AT = "w";

  /// How long an upload is kept.
  static final Duration RECORD_LIFE = Duration.ofDays(400);

  /// How long an upload that does not end counts as open: longer than its messages are kept.
  static final Duration OPEN_LIFE = Duration.ofDays(30);

  private static final String POINTER = "UPLOAD";
  private static final String CREATED_AT = "c";
  private static final String KIND = "k";
  private static final String READING = "vr";
  private static final String FILE_NAME = "f";
  private static final String SIZE = "z";
  private static final String MAPPING = "m";
  private static final String POLICY = "p";
  private static final String STATE = "s";
  private static final String ACCEPTED_AT = "a";
  private static final String COMPLETED_AT = "d";
  private static final String OBJECT_VERSION = "o";
  private static final String RUN = "n";
  private static final String PARTITIONS = "t";
  private static final String OUTSTANDING = "u";
  private static final String RECEIVED = "ro";
  private static final String BY_CODE = "e";
  private static final String REJECTS = "x";
  private static final String CODE = "rc";
  private static final String BY = "b";
  private static final String MISSING = "pm";
  private static final String REASON = "rt";
  private static final String CHECK_ONLY = "q";
  private static final String CREATED_BY = "cb";
  private static final String INBOX_KEY = "ik";
  private static final String CHECKED_AT = "ca";
  private static final String CHECK = "ck";
  private static final String CHOICES = "ch";
  private static final String COLUMNS = "cl";
  private static final String PLAN = "pl";
  private static final String END = "en";
  private static final String LEAVER_POLICY = "lp";
  private static final String LEAVERS = "lv";
  private static final String COMPLETED = "completed";

  private UploadItems() {}

  static Key recordKey(Upload upload) {
    return new Key(Keys.tenant(upload.tenant()), RECORD_PREFIX + place(upload));
  }

  static Key openKey(Upload upload) {
    return new Key(Keys.tenant(upload.tenant()), OPEN_PREFIX + place(upload));
  }

  static Key pointerKey(TenantId tenant, UploadId upload) {
    return new Key(partition(tenant, upload), POINTER);
  }

  /// The partition key of the items of one upload.
  static String partition(TenantId tenant, UploadId upload) {
    return Keys.upload(tenant, upload);
  }

  static Item pointer(Upload upload) {
    return Item.at(pointerKey(upload.tenant(), upload.id()))
        .with(CREATED_AT, upload.createdAt())
        .expiringAt(upload.createdAt().plus(RECORD_LIFE));
  }

  static Item openMark(Upload upload) {
    return Item.at(openKey(upload))
        .with(Item.VERSION, upload.version())
        .expiringAt(upload.createdAt().plus(OPEN_LIFE));
  }

  /// The key of the record that a pointer points to.
  static Key recordKey(TenantId tenant, UploadId upload, Item pointer) {
    long createdAt = pointer.number(CREATED_AT);
    return new Key(Keys.tenant(tenant), RECORD_PREFIX + place(createdAt, upload));
  }

  /// The key of the record of an open mark.
  static Key recordKey(Item openMark) {
    var place = openMark.sortKey().substring(OPEN_PREFIX.length());
    return new Key(openMark.partitionKey(), RECORD_PREFIX + place);
  }

  /// @param now when it is written
  static Item record(Upload upload, Instant now) {
    var item =
        Item.at(recordKey(upload))
            .with(CREATED_AT, upload.createdAt())
            .expiringAt(upload.createdAt().plus(RECORD_LIFE))
            .with(KIND, upload.kind().name())
            .with(READING, upload.reading().name())
            .with(FILE_NAME, upload.fileName())
            .with(SIZE, upload.sizeBytes())
            .with(POLICY, upload.policy().toString())
            .with(CHECK_ONLY, upload.checkOnly())
            .with(CREATED_BY, upload.createdBy())
            .with(Item.VERSION, upload.version())
            .with(STATE, nameOf(upload.state()))
            .with(MOVED_AT, now);
    upload.mapping().ifPresent(mapping -> item.with(MAPPING, mapping));
    if (upload.leavers().isComplete()) item.with(LEAVER_POLICY, upload.leavers().name());
    upload.inboxKey().ifPresent(key -> item.with(INBOX_KEY, key));
    write(upload.state(), item);
    return item;
  }

  /// Completed uploads have one name here, whatever became of their rows.
  private static String nameOf(UploadState state) {
    return state instanceof UploadState.Completed ? COMPLETED : state.label();
  }

  private static void write(UploadState state, Item item) {
    switch (state) {
      case UploadState.Created() -> {}
      case UploadState.Waiting(var acceptedAt, var version) ->
          item.with(ACCEPTED_AT, acceptedAt).with(OBJECT_VERSION, version);
      case UploadState.Checking(var acceptedAt, var version) ->
          item.with(ACCEPTED_AT, acceptedAt).with(OBJECT_VERSION, version);
      case UploadState.Undecided undecided -> {
        item.with(ACCEPTED_AT, undecided.acceptedAt())
            .with(OBJECT_VERSION, undecided.objectVersion())
            .with(REASON, undecided.reason())
            .with(CHOICES, CheckCodec.write(undecided.choices()))
            .withTexts(COLUMNS, undecided.columns());
        undecided.leavers().ifPresent(it -> item.with(LEAVERS, CheckCodec.write(it)));
      }
      case UploadState.Checked checked -> {
        write(checked.plan(), item);
        item.with(CHECKED_AT, checked.checkedAt())
            .with(OBJECT_VERSION, checked.objectVersion())
            .with(CHECK, CheckCodec.write(checked.check()));
      }
      case UploadState.Storing storing -> write(storing, item);
      case UploadState.Completed completed -> write(completed, item);
      case UploadState.Refused refused -> write(refused, item);
      case UploadState.Reverting(var plan, var since, var by, var end) -> {
        writePlan(plan, item);
        item.with(COMPLETED_AT, since).with(BY, by).with(END, end.name());
      }
      case UploadState.Reverted(var at, var by, var takenBack) -> {
        item.with(COMPLETED_AT, at).with(BY, by);
        write(takenBack, item);
      }
      case UploadState.Cancelled(var at, var by, var takenBack) -> {
        item.with(COMPLETED_AT, at).with(BY, by);
        takenBack.ifPresent(it -> write(it, item));
      }
      case UploadState.Abandoned abandoned -> write(abandoned, item);
    }
  }

  static Upload upload(Item item) {
    var tenant = item.partitionKey().substring(Keys.TENANT.length() + 1);
    var place = item.sortKey().substring(RECORD_PREFIX.length());
    return new Upload(
        new TenantId(tenant),
        new UploadId(place.substring(place.indexOf('#') + 1)),
        FileKind.valueOf(item.text(KIND)),
        ValueReading.valueOf(item.text(READING)),
        item.text(FILE_NAME),
        item.number(SIZE),
        item.textIfPresent(MAPPING),
        UploadPolicy.of(item.text(POLICY)),
        item.textIfPresent(LEAVER_POLICY)
            .map(LeaverPolicy::valueOf)
            .orElse(LeaverPolicy.NOBODY_LEAVES),
        item.flag(CHECK_ONLY),
        item.text(CREATED_BY),
        item.time(CREATED_AT),
        item.number(Item.VERSION),
        state(item),
        item.textIfPresent(INBOX_KEY));
  }

  private static void write(UploadState.Storing storing, Item item) {
    item.with(ACCEPTED_AT, storing.acceptedAt())
        .with(RUN, storing.run())
        .with(Item.LANE, storing.lane())
        .with(PARTITIONS, storing.partitions())
        .with(OUTSTANDING, storing.outstanding())
        .with(RECEIVED, storing.received())
        .with(UploadCounts.REJECTED, storing.rejected())
        .with(BY_CODE, byCode(storing.rejectedByCode()))
        .with(LEAVERS, storing.leavers());
  }

  private static void write(UploadState.Completed completed, Item item) {
    UploadCounts.with(item, completed.counts())
        .with(ACCEPTED_AT, completed.acceptedAt())
        .with(COMPLETED_AT, completed.completedAt())
        .with(BY_CODE, byCode(completed.rejectedByCode()));
    completed.rejects().ifPresent(run -> item.with(REJECTS, run));
    completed.plan().ifPresent(plan -> writePlan(plan, item));
  }

  private static void write(UploadState.Refused refused, Item item) {
    UploadCounts.with(item, refused.counts())
        .with(ACCEPTED_AT, refused.acceptedAt())
        .with(COMPLETED_AT, refused.completedAt())
        .with(CODE, refused.code())
        .with(REASON, refused.reason())
        .with(BY_CODE, byCode(refused.rejectedByCode()));
    refused.rejects().ifPresent(run -> item.with(REJECTS, run));
  }

  private static void write(UploadState.Abandoned abandoned, Item item) {
    UploadCounts.with(item, abandoned.counts())
        .with(COMPLETED_AT, abandoned.abandonedAt())
        .with(BY, abandoned.by())
        .with(RECEIVED, abandoned.received())
        .with(MISSING, abandoned.partsMissing())
        .with(BY_CODE, byCode(abandoned.rejectedByCode()));
    abandoned.rejects().ifPresent(run -> item.with(REJECTS, run));
    abandoned.plan().ifPresent(plan -> writePlan(plan, item));
  }

  private static void write(UploadState.TakenBack takenBack, Item item) {
    writePlan(takenBack.plan(), item);
    UploadCounts.with(item, takenBack.counts());
  }

  /// How the rows were stored, beside what became of them.
  private static void writePlan(UploadState.Storing plan, Item item) {
    var map = Item.empty();
    write(plan, map);
    item.with(PLAN, map);
  }

  private static Optional<UploadState.Storing> plan(Item item) {
    return item.mapIfPresent(PLAN).map(UploadItems::storing);
  }

  private static Optional<UploadState.TakenBack> takenBack(Item item) {
    return plan(item).map(plan -> new UploadState.TakenBack(plan, UploadCounts.reversal(item)));
  }

  private static UploadState state(Item item) {
    return switch (item.text(STATE)) {
      case "created" -> new UploadState.Created();
      case "waiting" -> new UploadState.Waiting(item.time(ACCEPTED_AT), item.text(OBJECT_VERSION));
      case "checking" ->
          new UploadState.Checking(item.time(ACCEPTED_AT), item.text(OBJECT_VERSION));
      case "undecided" ->
          new UploadState.Undecided(
              item.time(ACCEPTED_AT),
              item.text(OBJECT_VERSION),
              item.text(REASON),
              CheckCodec.choices(item.text(CHOICES)),
              item.texts(COLUMNS),
              item.textIfPresent(LEAVERS).map(CheckCodec::leavers));
      case "checked" ->
          new UploadState.Checked(
              item.time(CHECKED_AT),
              item.text(OBJECT_VERSION),
              storing(item),
              CheckCodec.check(item.text(CHECK)));
      case "storing" -> storing(item);
      case COMPLETED ->
          new UploadState.Completed(
              item.time(ACCEPTED_AT),
              item.time(COMPLETED_AT),
              UploadCounts.counts(item),
              byCode(item),
              item.textIfPresent(REJECTS),
              plan(item));
      case "refused" -> refused(item);
      case "reverting" -> reverting(item);
      case "reverted" -> reverted(item);
      case "cancelled" ->
          new UploadState.Cancelled(item.time(COMPLETED_AT), item.text(BY), takenBack(item));
      case "abandoned" -> abandoned(item);
      case String other ->
          throw new IllegalStateException("%s has state %s".formatted(item, other));
    };
  }

  private static UploadState.Storing storing(Item item) {
    return new UploadState.Storing(
        item.time(ACCEPTED_AT),
        item.text(RUN),
        item.lane(),
        item.smallNumber(PARTITIONS),
        item.smallNumber(OUTSTANDING),
        item.number(RECEIVED),
        item.number(UploadCounts.REJECTED),
        byCode(item),
        item.number(LEAVERS));
  }

  private static UploadState.Reverting reverting(Item item) {
    return new UploadState.Reverting(
        plan(item).orElseThrow(),
        item.time(COMPLETED_AT),
        item.text(BY),
        UploadState.Reverting.End.valueOf(item.text(END)));
  }

  private static UploadState.Reverted reverted(Item item) {
    return new UploadState.Reverted(
        item.time(COMPLETED_AT), item.text(BY), takenBack(item).orElseThrow());
  }

  private static UploadState.Refused refused(Item item) {
    return new UploadState.Refused(
        item.time(ACCEPTED_AT),
        item.time(COMPLETED_AT),
        item.text(CODE),
        item.text(REASON),
        UploadCounts.counts(item),
        byCode(item),
        item.textIfPresent(REJECTS));
  }

  private static UploadState.Abandoned abandoned(Item item) {
    return new UploadState.Abandoned(
        item.time(COMPLETED_AT),
        item.text(BY),
        item.number(RECEIVED),
        UploadCounts.counts(item),
        byCode(item),
        item.smallNumber(MISSING),
        item.textIfPresent(REJECTS),
        plan(item));
  }

  private static Item byCode(SortedMap<String, Long> counts) {
    var values = Item.empty();
    counts.forEach(values::with);
    return values;
  }

  private static SortedMap<String, Long> byCode(Item item) {
    var counts = new TreeMap<String, Long>();
    var stored = item.map(BY_CODE);
    stored.names().forEach(code -> counts.put(code, stored.number(code)));
    return counts;
  }

  /// The place of an upload in the order of creation.
  static String place(Upload upload) {
    return place(upload.createdAt().toEpochMilli(), upload.id());
  }

  private static String place(long createdAtMillis, UploadId upload) {
    return "%013d#%s".formatted(createdAtMillis, upload);
  }
}
