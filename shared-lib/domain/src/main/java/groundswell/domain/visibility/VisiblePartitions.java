package groundswell.domain.visibility;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.SortedMap;

/// Port: how much of the partitions of uploads is known to be visible. What was visible once stays
/// so.
public interface VisiblePartitions {
  /// The partitions that have a result, by number. Strongly consistent.
  SortedMap<Integer, Seen> find(TenantId tenant, UploadId upload);

  /// Keeps what was seen of a partition, unless more is known already.
  void keep(TenantId tenant, UploadId upload, int partition, Seen seen);

  /// @param months how many of the partition's months are visible, counted from the first
  /// @param all whether that is all of them
  record Seen(int months, boolean all) {
    public static final Seen NONE = new Seen(0, false);
  }
}
