package groundswell.domain.uploads;

import groundswell.domain.activity.Reversal;
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
  default List<Upload> list(TenantId tenant, int limit) {
    return page(tenant, UploadFilter.ALL, limit, Optional.empty()).uploads();
  }

  /// A page of the tenant's uploads that match a filter, latest first. A page with few matches may
  /// be short, and still have a next one.
  ///
  /// @param limit how many at most
  /// @param cursor [Page#next] of the page before
  /// @throws IllegalArgumentException if the cursor is not that of a page
  Page page(TenantId tenant, UploadFilter filter, int limit, Optional<String> cursor);

  /// @param next the cursor of the next page, if there is one
  record Page(List<Upload> uploads, Optional<String> next) {
    public Page {
      uploads = List.copyOf(uploads);
    }
  }

  /// The tenant's uploads that have not ended, earliest first.
  default List<Upload> open(TenantId tenant) {
    return open(tenant, Integer.MAX_VALUE);
  }

  /// Those of the tenant's latest uploads that have not ended, earliest first.
  ///
  /// @param limit how many are looked at, at most
  List<Upload> open(TenantId tenant, int limit);

  /// Whether members may still leave by a complete file that is under way. A writer who says
  /// something about a member looks at this first, then reads the member, and then writes, even if
  /// nothing else is new. So the file finds that something was said after it had arrived.
  ///
  /// @param except an upload that does not count
  default boolean mayRemoveMembers(TenantId tenant, Optional<UploadId> except, Instant now) {
    return open(tenant).stream()
        .filter(upload -> !except.equals(Optional.of(upload.id())))
        .anyMatch(upload -> upload.mayRemoveMembers(now));
  }

  /// Replaces an upload, if it was not changed since it was read: a decision holds for one version
  /// only. An upload that has ended moves on only if it is taken back; else this only removes a
  /// leftover open mark.
  ///
  /// @param next the upload that follows `before`
  /// @return false if the upload was changed since it was read, or had ended
  boolean replace(Upload before, Upload next);

  /// Moves an upload to its next state; see [#replace].
  default boolean advance(Upload upload, UploadState next) {
    return replace(upload, upload.in(next));
  }

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

  /// Stores what taking back a partition did, unless that is stored.
  void putReversal(TenantId tenant, UploadId upload, int partition, Reversal counts);

  /// What taking back the partitions did so far, by partition.
  Map<Integer, Reversal> reversals(TenantId tenant, UploadId upload);

  /// Whether a partition's message was sent: the one to merge it, or the one to take it back if the
  /// upload is being taken back.
  boolean isSent(Upload upload, int partition);

  /// Records that a partition's message was sent, so that a retry does not start a second chain.
  /// The message must be sent first: a partition that is marked but was not sent would never be
  /// loaded.
  void markSent(Upload upload, int partition);
}
