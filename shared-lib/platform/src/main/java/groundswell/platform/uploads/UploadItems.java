package groundswell.platform.uploads;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/// The items of uploads. An upload has a record, in its tenant's partition and in the order of
/// creation; a pointer from its id to the record; and, until it has ended, an open mark beside the
/// record.
final class UploadItems {
  static final String RECORD_PREFIX = "UPLOAD#";
  static final String OPEN_PREFIX = "OPEN#";
  static final String RANK = "r";

  /// When the item was written.
  static final String MOVED_AT = "g";

  /// When a waiting upload is due to be checked again.
  static final String LOOK_AT = "w";

  /// How long an upload is kept.
  static final Duration RECORD_LIFE = Duration.ofDays(400);

  /// How long an upload that does not end counts as open: longer than its messages are kept.
  static final Duration OPEN_LIFE = Duration.ofDays(30);

  private static final String POINTER_PREFIX = "UPLOAD";
  private static final String POINTER = "UPLOAD";
  private static final String CREATED_AT = "c";
  private static final String KIND = "k";
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
  private static final String ACCEPTED = "ra";
  private static final String UNCHANGED = "ru";
  private static final String SUPERSEDED = "rs";
  private static final String REJECTED = "rr";
  private static final String BY_CODE = "e";
  private static final String REJECTS = "x";
  private static final String CODE = "rc";
  private static final String BY = "b";
  private static final String MISSING = "pm";
  private static final String REASON = "rt";

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
    return String.join("#", POINTER_PREFIX, tenant.value(), upload.value());
  }

  static Item pointer(Upload upload) {
    return Item.at(pointerKey(upload.tenant(), upload.id()))
        .with(CREATED_AT, upload.createdAt())
        .expiringAt(upload.createdAt().plus(RECORD_LIFE));
  }

  static Item openMark(Upload upload) {
    return Item.at(openKey(upload)).expiringAt(upload.createdAt().plus(OPEN_LIFE));
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
            .with(FILE_NAME, upload.fileName())
            .with(SIZE, upload.sizeBytes())
            .with(POLICY, upload.policy().toString())
            .with(RANK, upload.state().rank())
            .with(STATE, upload.state().label())
            .with(MOVED_AT, now);
    upload.mapping().ifPresent(mapping -> item.with(MAPPING, mapping));
    switch (upload.state()) {
      case UploadState.Created() -> {}
      case UploadState.Waiting(var acceptedAt, var version) ->
          item.with(ACCEPTED_AT, acceptedAt).with(OBJECT_VERSION, version);
      case UploadState.Validating(var acceptedAt, var version) ->
          item.with(ACCEPTED_AT, acceptedAt).with(OBJECT_VERSION, version);
      case UploadState.Loading loading -> write(loading, item);
      case UploadState.Completed completed -> write(completed, item);
      case UploadState.Refused refused -> write(refused, item);
      case UploadState.Abandoned abandoned -> write(abandoned, item);
    }
    return item;
  }

  static Upload upload(Item item) {
    var tenant = item.partitionKey().substring(Keys.TENANT.length() + 1);
    var place = item.sortKey().substring(RECORD_PREFIX.length());
    return new Upload(
        new TenantId(tenant),
        new UploadId(place.substring(place.indexOf('#') + 1)),
        FileKind.valueOf(item.text(KIND)),
        item.text(FILE_NAME),
        item.number(SIZE),
        item.textIfPresent(MAPPING),
        UploadPolicy.parse(item.text(POLICY)).orElseThrow(),
        item.time(CREATED_AT),
        state(item));
  }

  static Item with(Item item, RowCounts counts) {
    return item.with(ACCEPTED, counts.accepted())
        .with(UNCHANGED, counts.unchanged())
        .with(SUPERSEDED, counts.superseded())
        .with(REJECTED, counts.rejected());
  }

  static RowCounts counts(Item item) {
    return new RowCounts(
        item.number(ACCEPTED),
        item.number(UNCHANGED),
        item.number(SUPERSEDED),
        item.number(REJECTED));
  }

  private static void write(UploadState.Loading loading, Item item) {
    item.with(ACCEPTED_AT, loading.acceptedAt())
        .with(RUN, loading.run())
        .with(Item.LANE, loading.lane())
        .with(PARTITIONS, loading.partitions())
        .with(OUTSTANDING, loading.outstanding())
        .with(RECEIVED, loading.received())
        .with(REJECTED, loading.rejected())
        .with(BY_CODE, byCode(loading.rejectedByCode()));
  }

  private static void write(UploadState.Completed completed, Item item) {
    with(item, completed.counts())
        .with(ACCEPTED_AT, completed.acceptedAt())
        .with(COMPLETED_AT, completed.completedAt())
        .with(BY_CODE, byCode(completed.rejectedByCode()));
    completed.rejects().ifPresent(run -> item.with(REJECTS, run));
  }

  private static void write(UploadState.Refused refused, Item item) {
    with(item, refused.counts())
        .with(ACCEPTED_AT, refused.acceptedAt())
        .with(COMPLETED_AT, refused.completedAt())
        .with(CODE, refused.code())
        .with(REASON, refused.reason())
        .with(BY_CODE, byCode(refused.rejectedByCode()));
    refused.rejects().ifPresent(run -> item.with(REJECTS, run));
  }

  private static void write(UploadState.Abandoned abandoned, Item item) {
    with(item, abandoned.counts())
        .with(COMPLETED_AT, abandoned.abandonedAt())
        .with(BY, abandoned.by())
        .with(RECEIVED, abandoned.received())
        .with(MISSING, abandoned.partsMissing())
        .with(BY_CODE, byCode(abandoned.rejectedByCode()));
    abandoned.rejects().ifPresent(run -> item.with(REJECTS, run));
  }

  private static UploadState state(Item item) {
    return switch (item.text(STATE)) {
      case "created" -> new UploadState.Created();
      case "waiting" -> new UploadState.Waiting(item.time(ACCEPTED_AT), item.text(OBJECT_VERSION));
      case "validating" ->
          new UploadState.Validating(item.time(ACCEPTED_AT), item.text(OBJECT_VERSION));
      case "loading" ->
          new UploadState.Loading(
              item.time(ACCEPTED_AT),
              item.text(RUN),
              item.lane(),
              item.smallNumber(PARTITIONS),
              item.smallNumber(OUTSTANDING),
              item.number(RECEIVED),
              item.number(REJECTED),
              byCode(item));
      case "completed" ->
          new UploadState.Completed(
              item.time(ACCEPTED_AT),
              item.time(COMPLETED_AT),
              counts(item),
              byCode(item),
              item.textIfPresent(REJECTS));
      case "refused" ->
          new UploadState.Refused(
              item.time(ACCEPTED_AT),
              item.time(COMPLETED_AT),
              item.text(CODE),
              item.text(REASON),
              counts(item),
              byCode(item),
              item.textIfPresent(REJECTS));
      case "abandoned" -> abandoned(item);
      case String other ->
          throw new IllegalStateException("%s has state %s".formatted(item, other));
    };
  }

  private static UploadState.Abandoned abandoned(Item item) {
    return new UploadState.Abandoned(
        item.time(COMPLETED_AT),
        item.text(BY),
        item.number(RECEIVED),
        counts(item),
        byCode(item),
        item.smallNumber(MISSING),
        item.textIfPresent(REJECTS));
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

  private static String place(Upload upload) {
    return place(upload.createdAt().toEpochMilli(), upload.id());
  }

  private static String place(long createdAtMillis, UploadId upload) {
    return "%013d#%s".formatted(createdAtMillis, upload);
  }
}
