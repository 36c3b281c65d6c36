package groundswell.platform.uploads;

import groundswell.domain.activity.ActivityMonths;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.Origin;
import groundswell.domain.activity.StoredMonth;
import groundswell.domain.activity.StoredMonth.PartitionRef;
import groundswell.domain.files.ActivityRows;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.domain.members.Members;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.ReversalEffect;
import groundswell.domain.uploads.UploadState.Storing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds what taking back a partition of an upload would change, and writes nothing. It reads what
/// the reversal reads, in the same order, and decides by the same rules. What others write
/// meanwhile changes the answer.
public final class ReversalPreview {
  private final UploadObjects objects;
  private final ActivityMonths months;
  private final Members members;
  private final EarlierStatements earlier;
  private final TenantSettings settings;
  private final InstantSource clock;

  public ReversalPreview(
      UploadObjects objects,
      ActivityMonths months,
      Members members,
      EarlierStatements earlier,
      TenantSettings settings,
      InstantSource clock) {
    this.objects = objects;
    this.months = months;
    this.members = members;
    this.earlier = earlier;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param plan how the upload was stored
  public ReversalEffect of(TenantId tenant, UploadId upload, Storing plan, int partition) {
    var rows = rows(tenant, upload, plan, partition);
    var stored = stored(tenant, rows);
    var own = earlier.own(tenant, upload, plan, stored.keySet());
    var before = earlier.before(tenant, upload, own, stored.keySet());
    var origin = new PartitionRef(Origin.of(upload, plan.acceptedAt()), partition);
    var policy = settings.find(tenant).settings().sources();
    return ReversalEffect.of(origin, rows, stored, before, policy, clock.instant());
  }

  private ActivityRows rows(TenantId tenant, UploadId upload, Storing plan, int partition) {
    var rows = new ActivityRows();
    try (var in = objects.openPartition(tenant, upload, plan.run(), partition)) {
      new PartitionCodec.OfActivity().forEach(in, (_, line, row) -> rows.add(line, row));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /// The months of members who are not erased.
  private Map<MonthKey, StoredMonth> stored(TenantId tenant, ActivityRows rows) {
    var keys = rows.months().keySet();
    var found = months.read(tenant, keys, Consistency.STRONG);
    var ids = keys.stream().map(MonthKey::member).collect(Collectors.toSet());
    var registered = members.findAll(tenant, ids).keySet();
    var stored = new HashMap<MonthKey, StoredMonth>();
    for (var key : keys)
      if (registered.contains(key.member()))
        stored.put(key, found.getOrDefault(key, StoredMonth.NONE));
    return stored;
  }
}
