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

  /// Moves an upload to its next state, if it is still in the state in which it was read: a
  /// decision holds for one state only. For an upload that has ended, also removes a leftover open
  /// mark.
  ///
  /// @return false if the upload has changed its state since it was read
  boolean advance(Upload upload, UploadState next);

  /// When an upload last made progress, by a change of its state or the result of a partition. For
  /// an upload that waits, when it is due to be checked again, if that is later.
  Instant progressedAt(Upload upload);

  /// Whether no check of a waiting upload is due. Then the caller first sends the message for a
  /// check and then records it by [#willLook]. If it crashes in between, another caller sends a
  /// second message; both checks do no harm.
  boolean needsLook(Upload upload);

  /// Records when a waiting upload is due to be checked again.
  void willLook(Upload upload, Instant at);

  /// Stores what a run found out about the file, in place of what an earlier run found.
  void putRemarks(TenantId tenant, UploadId upload, Remarks remarks);

  /// What was found out about the file so far.
  Remarks remarks(TenantId tenant, UploadId upload);

  /// Stores the result of a partition, unless it has one.
  void putResult(TenantId tenant, UploadId upload, int partition, RowCounts counts);

  /// The results so far, by partition.
  Map<Integer, RowCounts> results(TenantId tenant, UploadId upload);

  /// Whether a partition's message was sent.
  boolean isSent(TenantId tenant, UploadId upload, int partition);

  /// Records that a partition's message was sent, so that a retry does not start a second chain.
  /// The message must be sent first: a partition that is marked but was not sent would never be
  /// loaded.
  void markSent(TenantId tenant, UploadId upload, int partition);
}
