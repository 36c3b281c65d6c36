package groundswell.domain.members;

import groundswell.domain.Lane;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Port: the stored members. Every read is strongly consistent. Members who are being erased are
/// found by [#findAny] alone, so that for everybody else they are not there.
public interface Members {
  /// The number of parts in which a tenant's members are listed.
  int PARTS = 16;

  /// A registered or removed member.
  Optional<Member> find(TenantId tenant, MemberId id);

  /// As [#find], but also a member who is being erased.
  Optional<Member> findAny(TenantId tenant, MemberId id);

  /// Those of the members that are registered or removed, by id. Takes any number of ids.
  Map<MemberId, Member> findAll(TenantId tenant, Collection<MemberId> ids);

  /// The erasures of those of the members that were erased. Takes any number of ids.
  Map<MemberId, Erasure> erasures(TenantId tenant, Collection<MemberId> ids);

  /// Records an erasure, before the member is marked as [MemberState#ERASED].
  void putErasure(TenantId tenant, MemberId id, Erasure erasure);

  /// Deletes a member whose erasure has ended, if it still has this version.
  void delete(TenantId tenant, MemberId id, long version);

  /// A page of one part of the tenant's members, by id. Unlike every other read, it may lag by a
  /// second.
  ///
  /// @param part 0 to [#PARTS] - 1
  /// @param after the last member of the previous page
  Page list(TenantId tenant, int part, Optional<MemberId> after, int limit);

  /// The first ids of the tenant's members after a member, in the order of their UTF-8, from all
  /// parts. It may lag by a second.
  ///
  /// @param prefix what the ids begin with; empty for all
  /// @param after the last member of the previous page
  List<MemberId> list(TenantId tenant, String prefix, Optional<MemberId> after, int limit);

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
