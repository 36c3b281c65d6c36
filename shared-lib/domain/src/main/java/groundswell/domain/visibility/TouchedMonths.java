package groundswell.domain.visibility;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Port: the months that the partitions of uploads touched.
public interface TouchedMonths {
  /// Stores the months of a partition, before its result is stored. Another attempt at the same
  /// partition may have stored the same months with other versions; each of them stood after a
  /// merge.
  void put(TenantId tenant, UploadId upload, int partition, Collection<TouchedMonth> months);

  /// The months of a partition, always in the same order.
  ///
  /// @return empty if they are no longer kept
  Optional<List<TouchedMonth>> find(TenantId tenant, UploadId upload, int partition);
}
