package groundswell.platform.tables;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The items of a tenant in all tables, for the one who erases them. What names other items (a
/// member, an entry of the list of challenges, the record of an upload) can be kept, so that what
/// was written meanwhile is found again.
public final class TenantItems {
  /// How many items are read and deleted at once.
  public static final int PAGE = 500;

  private final Table users;
  private final Table programs;
  private final Table operations;

  public TenantItems(Table users, Table programs, Table operations) {
    this.users = users;
    this.programs = programs;
    this.operations = operations;
  }

  /// Deletes all that is stored about a member.
  ///
  /// @param itself whether the member goes as well
  public void deleteMember(TenantId tenant, MemberId member, boolean itself) {
    deleteAll(programs, Query.of(Keys.rewards(tenant, member)), _ -> true);
    deleteAll(
        users,
        Query.of(Keys.member(tenant, member)),
        item -> itself || !MemberItems.isMember(item));
  }

  /// Deletes some of the digests of members who were erased.
  ///
  /// @param part of the list of members
  /// @return whether there may be more
  public boolean deleteErasures(TenantId tenant, int part) {
    var some =
        Query.ofIndex(MemberItems.INDEX, MemberItems.PART, Keys.erasuresPart(tenant, part))
            .limit(PAGE);
    return deletePage(users, some);
  }

  /// The first of a tenant's challenges after another one, defined or not.
  public Optional<ChallengeId> nextChallenge(TenantId tenant, Optional<ChallengeId> after) {
    return new DynamoDbChallenges(programs).ids(tenant, after, 1).stream().findFirst();
  }

  /// Deletes a challenge, and some of its progress. The definition goes first, because nobody
  /// writes progress without one.
  ///
  /// @return whether there may be more progress
  public boolean deleteChallenge(TenantId tenant, ChallengeId challenge) {
    deleteAll(programs, Query.of(Keys.challenge(tenant, challenge)), _ -> true);
    boolean more = false;
    for (int shard = 0; shard < Challenge.SHARDS; shard++)
      more |= deletePage(programs, Query.of(Keys.progress(tenant, challenge, shard)).limit(PAGE));
    return more;
  }

  public void unlist(TenantId tenant, ChallengeId challenge) {
    programs.delete(new Key(Keys.challenges(tenant), challenge.value()));
  }

  /// Some of a tenant's uploads, the earliest first.
  ///
  /// @param after the place of the last one
  public List<UploadPlace> nextUploads(TenantId tenant, Optional<String> after, int limit) {
    var records =
        Query.of(Keys.tenant(tenant))
            .and(attribute(Item.SORT_KEY).startsWith(Keys.UPLOAD + "#"))
            .limit(limit);
    var rest = after.map(place -> records.after(Item.at(Keys.tenant(tenant), place)));
    return operations.page(rest.orElse(records)).items().stream()
        .map(Item::sortKey)
        .map(
            place ->
                new UploadPlace(place, new UploadId(place.substring(place.lastIndexOf('#') + 1))))
        .toList();
  }

  /// Deletes all that is stored about an upload. Without its pointer nobody finds it.
  ///
  /// @param itself whether its record goes as well
  public void deleteUpload(TenantId tenant, UploadPlace upload, boolean itself) {
    deleteAll(operations, Query.of(Keys.upload(tenant, upload.id())), _ -> true);
    if (itself) operations.delete(new Key(Keys.tenant(tenant), upload.place()));
  }

  /// Deletes what else a tenant has: settings, mappings, quotas, and marks of its uploads.
  public void deleteRest(TenantId tenant) {
    deleteAll(operations, Query.of(Keys.runs(tenant)), _ -> true);
    deleteAll(
        operations,
        Query.of(Keys.tenant(tenant)),
        item ->
            !item.sortKey().startsWith(Keys.REMOVAL) && !item.sortKey().startsWith(Keys.UPLOAD));
  }

  /// @return whether there may be more
  private static boolean deletePage(Table table, Query some) {
    var page = table.page(some);
    table.deleteAll(page.items().stream().map(Item::key).toList());
    return page.last().isPresent();
  }

  private static void deleteAll(Table table, Query query, Predicate<Item> wanted) {
    var rest = Optional.of(query.limit(PAGE));
    while (rest.isPresent()) {
      var page = table.page(rest.get());
      table.deleteAll(page.items().stream().filter(wanted).map(Item::key).toList());
      rest = page.last().map(query.limit(PAGE)::after);
    }
  }

  /// Where the record of an upload is.
  ///
  /// @param place its sort key
  public record UploadPlace(String place, UploadId id) {}
}
