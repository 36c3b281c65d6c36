package groundswell.platform.tables;

import groundswell.domain.Digests;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Members;
import java.time.YearMonth;
import java.util.List;

/// The keys of the items. Ids have no `#`, except member ids, which therefore come last.
public final class Keys {
  public static final String MEMBER = "MEMBER";
  public static final String ACTIVITY = "ACTIVITY";
  public static final String CHALLENGE = "CHALLENGE";
  public static final String CHALLENGES = "CHALLENGES";
  public static final String DEFINITION = "DEFINITION";
  public static final String BOARD = "BOARD";
  public static final String RECALCULATION = "RECALCULATION";
  public static final String PROGRESS = "PROGRESS";
  public static final String REWARDS = "REWARDS";
  public static final String TENANT = "TENANT";
  public static final String MAPPINGS = "MAPPINGS";
  public static final String SETTINGS = "SETTINGS";
  public static final String ERASURE = "ERASURE";
  public static final String UPLOAD = "UPLOAD";
  public static final String RUNS = "RUNS";

  /// That a tenant is removed, and beside it which parts of it are erased.
  public static final String REMOVAL = "REMOVAL";

  private static final String SEPARATOR = "#";

  /// All of a SHA-256.
  private static final int ERASURE_DIGITS = 64;

  private Keys() {}

  public static String member(TenantId tenant, MemberId member) {
    return join(MEMBER, tenant.value(), member.value());
  }

  /// What the keys of the members begin with whose ids begin with a text.
  static String memberPrefix(TenantId tenant, String prefix) {
    return join(MEMBER, tenant.value(), prefix);
  }

  /// The key of what stays of a member who was erased.
  static Key erasure(TenantId tenant, MemberId member) {
    var digest = Digests.hex(ERASURE_DIGITS, tenant.value(), member.value());
    return new Key(join(ERASURE, tenant.value(), digest), ERASURE);
  }

  /// The key of one part of a tenant's list of members. There are several parts, because an index
  /// takes 1,000 write units per second for one key.
  static String membersPart(TenantId tenant, int part) {
    return join(tenant.value(), Integer.toString(part));
  }

  /// The key of one part of the list of a tenant's members who were erased.
  static String erasuresPart(TenantId tenant, int part) {
    return join(tenant.value(), ERASURE, Integer.toString(part));
  }

  static int partOf(MemberId member) {
    return Math.floorMod(member.value().hashCode(), Members.PARTS);
  }

  static String activity(MonthKey key) {
    return join(ACTIVITY, key.metric().value(), key.month().toString());
  }

  public static String challenge(TenantId tenant, ChallengeId challenge) {
    return join(CHALLENGE, tenant.value(), challenge.value());
  }

  static String challenges(TenantId tenant) {
    return join(CHALLENGES, tenant.value());
  }

  /// Whether an item of the Users table says that a member was erased.
  public static boolean isErasure(Item item) {
    return item.sortKey().equals(ERASURE);
  }

  /// Whether an item of the Programs table is an entry in a tenant's list of challenges.
  public static boolean isChallengeList(Item item) {
    return item.partitionKey().startsWith(CHALLENGES + SEPARATOR);
  }

  static String progress(TenantId tenant, ChallengeId challenge, int shard) {
    return join(PROGRESS, tenant.value(), challenge.value(), Integer.toString(shard));
  }

  public static String rewards(TenantId tenant, MemberId member) {
    return join(REWARDS, tenant.value(), member.value());
  }

  /// The partition key of the items of one upload.
  public static String upload(TenantId tenant, UploadId upload) {
    return join(UPLOAD, tenant.value(), upload.value());
  }

  /// The partition key of the runs over a tenant's files.
  public static String runs(TenantId tenant) {
    return join(RUNS, tenant.value());
  }

  public static String tenant(TenantId tenant) {
    return join(TENANT, tenant.value());
  }

  /// The parts of a key.
  ///
  /// @param count how many; the last one may hold `#`
  /// @throws IllegalStateException if the key has another prefix or fewer parts
  static List<String> parts(String key, String prefix, int count) {
    var parts = List.of(key.split(SEPARATOR, count));
    if (parts.size() != count || !parts.getFirst().equals(prefix)) {
      throw new IllegalStateException(
          "key \"%s\" is not %s with %d parts".formatted(key, prefix, count));
    }
    return parts;
  }

  static MonthKey monthKey(MemberId member, String sortKey) {
    var parts = parts(sortKey, ACTIVITY, 3);
    return new MonthKey(member, new MetricId(parts.get(1)), YearMonth.parse(parts.get(2)));
  }

  private static String join(String... parts) {
    return String.join(SEPARATOR, parts);
  }
}
