package groundswell.eraser;

import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.members.Members;
import groundswell.platform.Parallel;
import groundswell.platform.objects.TenantObjects;
import groundswell.platform.tables.TenantItems;
import java.util.Optional;

/// A part of all that is stored of a tenant. Parts are erased at the same time, each step by step.
sealed interface TenantPart {
  /// Unique among the parts.
  String name();

  /// Erases some of the part. A step that is taken twice does no harm.
  ///
  /// @param last whether what names other items goes as well
  /// @param after where the step before ended
  Step step(TenantId tenant, boolean last, Optional<String> after);

  /// Where a step ended.
  ///
  /// @param more whether something is left
  record Step(boolean more, Optional<String> after) {
    static final Step DONE = new Step(false, Optional.empty());
  }

  /// The members of one part of the list, with their months and ledgers.
  record OfMembers(int part, Members members, TenantItems items, int parallelism)
      implements TenantPart {
    private static final int PAGE = 50;

    @Override
    public String name() {
      return "members-" + part;
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      var page = members.list(tenant, part, after.map(MemberId::new), PAGE);
      Parallel.forEach(
          page.members(), parallelism, member -> items.deleteMember(tenant, member, last));
      return page.more() && !page.members().isEmpty()
          ? new Step(true, Optional.of(page.members().getLast().value()))
          : Step.DONE;
    }
  }

  /// The digests of members who were erased before.
  record OfErasures(int part, TenantItems items) implements TenantPart {
    @Override
    public String name() {
      return "erasures-" + part;
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      return last && items.deleteErasures(tenant, part)
          ? new Step(true, Optional.empty())
          : Step.DONE;
    }
  }

  /// The challenges with their boards, recalculations and progress.
  record OfChallenges(TenantItems items) implements TenantPart {
    @Override
    public String name() {
      return "challenges";
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      var next = items.nextChallenge(tenant, after.map(ChallengeId::new));
      if (next.isEmpty()) return Step.DONE;
      if (items.deleteChallenge(tenant, next.get())) return new Step(true, after);
      if (last) items.unlist(tenant, next.get());
      return new Step(true, next.map(ChallengeId::value));
    }
  }

  /// The uploads with the results of their partitions.
  record OfUploads(TenantItems items, int parallelism) implements TenantPart {
    private static final int PAGE = 20;

    @Override
    public String name() {
      return "uploads";
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      var uploads = items.nextUploads(tenant, after, PAGE);
      Parallel.forEach(uploads, parallelism, upload -> items.deleteUpload(tenant, upload, last));
      return uploads.isEmpty() ? Step.DONE : new Step(true, Optional.of(uploads.getLast().place()));
    }
  }

  /// Settings, mappings and quotas. They stay until the last pass, because work that began before
  /// the mark reads them.
  record OfSettings(TenantItems items) implements TenantPart {
    @Override
    public String name() {
      return "settings";
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      if (last) items.deleteRest(tenant);
      return Step.DONE;
    }
  }

  /// The objects of one folder of the bucket.
  record OfObjects(String folder, TenantObjects objects) implements TenantPart {
    @Override
    public String name() {
      return "objects-" + folder;
    }

    @Override
    public Step step(TenantId tenant, boolean last, Optional<String> after) {
      return new Step(objects.delete(tenant, folder), Optional.empty());
    }
  }
}
