package groundswell.domain.members;

import groundswell.domain.Lane;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: the stored members. Every read is strongly consistent.
public interface Members {
  /// The number of parts in which a tenant's members are listed.
  int PARTS = 16;

  Optional<Member> find(TenantId tenant, MemberId id);

  /// Those of the members that are registered, by id. Takes any number of ids.
  Map<MemberId, Member> findAll(TenantId tenant, Collection<MemberId> ids);

  /// A page of one part of the tenant's members, by id. Unlike every other read, it may lag by a
  /// second.
  ///
  /// @param part 0 to [#PARTS] - 1
  /// @param after the last member of the previous page
  Page list(TenantId tenant, int part, Optional<MemberId> after, int limit);

  /// @param expectedVersion the version that was read, [groundswell.domain.Versions#NONE] for none
  /// @param origin how the change came in; it is stored with the change
  /// @return empty if saved, else the stored member
  Optional<Member> saveIf(TenantId tenant, Member next, long expectedVersion, Origin origin);

  /// @param more whether a later page may hold members
  record Page(List<MemberId> members, boolean more) {
    public Page {
      members = List.copyOf(members);
    }
  }

  /// @param upload the upload that brought the change, if one did
  record Origin(Lane lane, Optional<UploadId> upload) {
    public static final Origin LIVE = new Origin(Lane.LIVE, Optional.empty());
  }
}
