package groundswell.uploadpartitioner;

import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileRefused;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.platform.uploads.UploadObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Decides what becomes of an upload. Every run reads the rules again and writes under a name of
/// its own. Only the run whose decision becomes the upload's state counts, so that runs which
/// crash, or run at the same time under other rules, do not mix.
final class Partitioning {
  private final UploadObjects objects;
  private final TenantEntryRules entryRules;
  private final Challenges challenges;
  private final Members members;
  private final Lanes lanes;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int parallelism;
  private final int outstanding;

  /// @param pace how much a run does at once
  Partitioning(
      UploadObjects objects,
      TenantEntryRules entryRules,
      Challenges challenges,
      Members members,
      Lanes lanes,
      InstantSource clock,
      RandomGenerator random,
      Pace pace) {
    this.objects = objects;
    this.entryRules = entryRules;
    this.challenges = challenges;
    this.members = members;
    this.lanes = lanes;
    this.clock = clock;
    this.random = random;
    parallelism = pace.parallelism();
    outstanding = pace.outstanding();
  }

  /// @param parallelism how many calls a run makes at once
  /// @param outstanding how many partitions of an upload are loaded at once
  record Pace(int parallelism, int outstanding) {}

  /// Reads and splits the file. Nothing takes effect before the state that it returns is stored.
  UploadState run(Upload upload, Validating state) {
    var run = HexFormat.of().toHexDigits(random.nextLong());
    try {
      return switch (upload.kind()) {
        case ACTIVITY -> decide(upload, state, run, activity(upload, state.acceptedAt()));
        case MEMBERS -> decide(upload, state, run, members(upload, state.acceptedAt()));
      };
    } catch (FileRefused refusal) {
      return Refused.uncounted(
          state.acceptedAt(), clock.instant(), refusal.error(), refusal.reason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <E extends UploadEntry> UploadState decide(
      Upload upload, Validating state, String run, RunRules<E> rules) throws IOException {
    try (var file = new PartitionRun<>(upload, state, run, rules, objects, members, parallelism)) {
      file.split();
      var tally = file.tally();
      if (!upload.policy().takes(tally.received(), tally.rejected())) {
        return refused(upload, state, run, file);
      }
      if (tally.rejected() > 0) file.writeRejects(false);
      if (tally.received() == tally.rejected()) return completed(state, run, tally);
      return new UploadState.Loading(
          state.acceptedAt(),
          run,
          lanes.of(upload, tally.received() - tally.rejected()),
          file.partitions(),
          outstanding,
          tally.received(),
          tally.rejected(),
          tally.byCode());
    }
  }

  private UploadState completed(Validating state, String run, Tally tally) {
    return new UploadState.Completed(
        state.acceptedAt(),
        clock.instant(),
        new RowCounts(0, 0, 0, tally.rejected()),
        tally.byCode(),
        tally.rejected() > 0 ? Optional.of(run) : Optional.empty());
  }

  /// The rejects file has all rows, so that it can be corrected and uploaded in place of the file.
  private UploadState refused(Upload upload, Validating state, String run, PartitionRun<?> file)
      throws IOException {
    var tally = file.tally();
    var reason =
        "%d of %d rows are rejected, so the policy %s refuses the file. Correct the rejects file, which has all rows, and upload it"
            .formatted(tally.rejected(), tally.received(), upload.policy());
    tally.rejectRest();
    file.writeRejects(true);
    return new Refused(
        state.acceptedAt(),
        clock.instant(),
        FileError.TOO_MANY_REJECTED.code(),
        reason,
        new RowCounts(0, 0, 0, tally.received()),
        tally.byCode(),
        Optional.of(run));
  }

  private RunRules<ActivityEntry> activity(Upload upload, Instant acceptedAt) {
    var rules = entryRules.find(upload.tenant()).rules();
    return new RunRules<>(
        file -> UploadReader.activity(file, upload.mapping(), new EntryChecks(rules, acceptedAt)),
        PartitionCodec.OfActivity::new,
        new MembershipCheck.OfActivity());
  }

  private RunRules<MemberEntry> members(Upload upload, Instant acceptedAt) {
    var known =
        challenges.list(upload.tenant()).stream()
            .collect(Collectors.toMap(Challenge::id, Function.identity()));
    return new RunRules<>(
        file -> UploadReader.members(file, upload.mapping(), known.keySet()),
        PartitionCodec.OfMembers::new,
        new MembershipCheck.OfMembers(known, acceptedAt.atZone(ZoneOffset.UTC).toLocalDate()));
  }
}
