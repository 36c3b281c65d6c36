package groundswell.domain.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: the uploads and the results of their partitions. Every read is strongly consistent.
public interface Uploads {
  /// @throws groundswell.domain.VersionConflict if the tenant has an upload of that id
  void create(Upload upload);

  Optional<Upload> find(TenantId tenant, UploadId id);

  /// The tenant's uploads, latest first.
  ///
  /// @param limit how many at most
  List<Upload> list(TenantId tenant, int limit);

  /// The tenant's uploads that have not ended, earliest first.
  List<Upload> open(TenantId tenant);

  /// Moves an upload on, if it is still in the state that it was read in: what was decided on one
  /// state holds for no other. Given an upload that has ended, it is seen to that nothing is left
  /// of it among the open ones.
  ///
  /// @return false if it has moved on since it was read
  boolean advance(Upload upload, UploadState next);

  /// When an upload last came further: into its state, or by the result of a partition; or when
  /// it is looked at again, if it waits.
  Instant progressedAt(Upload upload);

  /// Whether nobody is going to look again at a waiting upload. Then the caller sends the message
  /// first and notes it by [#willLook]. If it dies in between, another does the same; of two who
  /// do, one goes on.
  boolean needsLook(Upload upload);

  /// Notes when a waiting upload is looked at again.
  void willLook(Upload upload, Instant at);

  /// Keeps a partition's result; the first one stays.
  void putResult(TenantId tenant, UploadId upload, int partition, RowCounts counts);

  /// The results so far, by partition.
  Map<Integer, RowCounts> results(TenantId tenant, UploadId upload);

  /// Whether a partition's message was sent.
  boolean isSent(TenantId tenant, UploadId upload, int partition);

  /// Keeps that a partition's message was sent, so that a worker that is run again does not start a
  /// second chain. It was sent before: what is marked as sent, but was not, would never be.
  void markSent(TenantId tenant, UploadId upload, int partition);
}
