package groundswell.uploadpartitioner;

import groundswell.domain.activity.TenantEntryRules;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileReading;
import groundswell.domain.files.FileRefused;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.DynamoDbChallenges;
import groundswell.platform.tables.DynamoDbMembers;
import groundswell.platform.tables.DynamoDbTenantEntryRules;
import groundswell.platform.tables.DynamoDbTenantMappings;
import groundswell.platform.uploads.UploadObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides what becomes of an upload. Every run reads the rules again and writes under a name of
/// its own. Only the run whose decision becomes the upload's state counts, so that runs which
/// crash, or run at the same time under other rules, do not mix.
final class Partitioning {
  private final UploadObjects objects;
  private final TenantEntryRules entryRules;
  private final TenantMappings mappings;
  private final Challenges challenges;
  private final Members members;
  private final Uploads uploads;
  private final Lanes lanes;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int parallelism;
  private final int outstanding;

  Partitioning(FunctionEnvironment environment, Uploads uploads) {
    objects = new UploadObjects(environment);
    entryRules = new DynamoDbTenantEntryRules(environment);
    challenges = new DynamoDbChallenges(environment);
    members = new DynamoDbMembers(environment);
    mappings = new DynamoDbTenantMappings(environment);
    this.uploads = uploads;
    lanes = new Lanes(uploads);
    clock = environment.clock();
    random = environment.random();
    parallelism = environment.number("PARALLELISM", 1, 8);
    outstanding = environment.number("PARTITIONS_OUTSTANDING", 1, 8);
  }

  /// Reads and splits the file. Nothing takes effect before the state that it returns is stored.
  UploadState run(Upload upload, Validating state) {
    var run = HexFormat.of().toHexDigits(random.nextLong());
    try {
      return switch (upload.kind()) {
        case ACTIVITY -> decide(upload, state, run, activity(upload, state));
        case MEMBERS -> decide(upload, state, run, members(upload, state));
      };
    } catch (FileRefused refusal) {
      if (!refusal.choices().isEmpty()) {
        uploads.putRemarks(
            upload.tenant(), upload.id(), new Remarks(List.of(), refusal.choices(), 0));
      }
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
      putRemarks(upload, rules.reading(), file);
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

  /// Says how the file was read and which rows differ. Every run of the same file finds the same,
  /// so it does no harm if a run that is not decisive says it.
  private void putRemarks(Upload upload, FileReading reading, PartitionRun<?> file)
      throws IOException {
    var notes = new ArrayList<>(reading.notes());
    long differing = file.tally().differing();
    if (differing > 0) notes.add(differences(file, differing));
    if (notes.isEmpty()) return;
    uploads.putRemarks(upload.tenant(), upload.id(), new Remarks(notes, List.of(), differing));
  }

  private static String differences(PartitionRun<?> file, long differing) throws IOException {
    var samples = file.tally().differences();
    var ordinals =
        samples.stream()
            .flatMap(sample -> Stream.of(sample.first(), sample.other()))
            .collect(Collectors.toSet());
    var lines = file.lines(ordinals);
    return "%,d rows differ from an earlier row about the same, and only one of them counts: %s"
        .formatted(
            differing,
            samples.stream()
                .map(it -> it.text(lines.getOrDefault(it.first(), 0L), lines.getOrDefault(it.other(), 0L)))
                .collect(Collectors.joining("; ")));
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

  private RunRules<ActivityEntry> activity(Upload upload, Validating state) throws IOException {
    var rules = entryRules.find(upload.tenant()).rules();
    var checks = new EntryChecks(rules, state.acceptedAt());
    try (var file = objects.openFile(upload.tenant(), upload.id(), state.objectVersion())) {
      var reading = FileReading.ofActivity(file, upload.mapping(), named(upload), checks);
      return new RunRules<>(
          opened -> UploadReader.activity(opened, reading, checks),
          reading,
          PartitionCodec.OfActivity::new,
          new MembershipCheck.OfActivity());
    }
  }

  private RunRules<MemberEntry> members(Upload upload, Validating state) throws IOException {
    var known =
        challenges.list(upload.tenant()).stream()
            .collect(Collectors.toMap(Challenge::id, Function.identity()));
    var today = state.acceptedAt().atZone(ZoneOffset.UTC).toLocalDate();
    try (var file = objects.openFile(upload.tenant(), upload.id(), state.objectVersion())) {
      var reading = FileReading.ofMembers(file, upload.mapping(), named(upload));
      return new RunRules<>(
          opened -> UploadReader.members(opened, reading, known.keySet()),
          reading,
          PartitionCodec.OfMembers::new,
          new MembershipCheck.OfMembers(known, today));
    }
  }

  private NamedMappings named(Upload upload) {
    return new NamedMappings(mappings.find(upload.tenant()).mappings());
  }
}
