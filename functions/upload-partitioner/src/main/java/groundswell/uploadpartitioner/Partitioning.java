package groundswell.uploadpartitioner;

import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.files.ActivityEntry;
import groundswell.domain.files.Differences;
import groundswell.domain.files.EntryChecks;
import groundswell.domain.files.FileError;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.FileReading;
import groundswell.domain.files.FileRefused;
import groundswell.domain.files.MemberEntry;
import groundswell.domain.files.MembershipCheck;
import groundswell.domain.files.NamedMappings;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.TenantMappings;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Members;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.uploads.Leavers;
import groundswell.domain.uploads.Remarks;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.Uploads;
import groundswell.platform.uploads.UploadObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Decides what becomes of an upload. Every run reads the rules again and writes under a name of
/// its own. Only the run whose decision becomes the upload's state counts, so that runs which
/// crash, or run at the same time under other rules, do not mix.
final class Partitioning {
  /// How many ids of one kind the report names.
  private static final int SIMILAR_SHOWN = 5;

  private final UploadObjects objects;
  private final TenantSettings settings;
  private final TenantMappings mappings;
  private final Challenges challenges;
  private final Members members;
  private final Uploads uploads;
  private final LaneChoice lanes;
  private final Comparing comparing;
  private final RunFolders folders;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int parallelism;
  private final int outstanding;

  /// @param pace how much a run does at once
  Partitioning(
      UploadObjects objects,
      TenantSettings settings,
      TenantMappings mappings,
      Challenges challenges,
      Members members,
      Uploads uploads,
      LaneChoice lanes,
      Comparing comparing,
      RunFolders folders,
      InstantSource clock,
      RandomGenerator random,
      Pace pace) {
    this.objects = objects;
    this.settings = settings;
    this.mappings = mappings;
    this.challenges = challenges;
    this.members = members;
    this.uploads = uploads;
    this.lanes = lanes;
    this.comparing = comparing;
    this.folders = folders;
    this.clock = clock;
    this.random = random;
    parallelism = pace.parallelism();
    outstanding = pace.outstanding();
  }

  /// @param parallelism how many calls a run makes at once
  /// @param outstanding how many partitions of an upload are loaded at once
  record Pace(int parallelism, int outstanding) {}

  /// Reads and splits the file. Nothing takes effect before the state that it returns is stored.
  UploadState run(Upload upload, Checking state) {
    var run = HexFormat.of().toHexDigits(random.nextLong());
    var rules = settings.find(upload.tenant()).settings();
    try (var file =
        new RunFile(
            folders, () -> objects.openFile(upload, state.objectVersion()), rules.codePage())) {
      return switch (upload.kind()) {
        case ACTIVITY -> decide(upload, state, run, file, activity(upload, state, rules, file));
        case MEMBERS -> decide(upload, state, run, file, members(upload, state, rules, file));
      };
    } catch (FileRefused refusal) {
      if (isUndecided(upload, refusal))
        return new UploadState.Undecided(
            state.acceptedAt(),
            state.objectVersion(),
            refusal.reason(),
            refusal.choices(),
            refusal.columns(),
            Optional.empty());
      return Refused.uncounted(
          state.acceptedAt(), clock.instant(), refusal.error(), refusal.reason());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A client that has a file checked can say which of its columns is what. One that drops a file
  /// is not there to be told that it fits no mapping, and to send it again with one.
  private static boolean isUndecided(Upload upload, FileRefused refusal) {
    return !refusal.choices().isEmpty()
        || (upload.checkOnly() && !refusal.columns().isEmpty())
        || (upload.inboxKey().isPresent() && refusal.error().asksForMapping());
  }

  private <E extends UploadEntry> UploadState decide(
      Upload upload, Checking state, String run, RunFile file, RunRules<E> rules)
      throws IOException {
    try (var leavers = new LeaverSearch(upload, state.acceptedAt(), members, file)) {
      var partitioned =
          new PartitionRun<>(upload, run, file, rules, objects, members, leavers, parallelism);
      partitioned.split();
      return decide(upload, state, run, rules, partitioned, leavers);
    }
  }

  private <E extends UploadEntry> UploadState decide(
      Upload upload,
      Checking state,
      String run,
      RunRules<E> rules,
      PartitionRun<E> partitioned,
      LeaverSearch leavers)
      throws IOException {
    putRemarks(upload, rules.reading(), partitioned);
    var tally = partitioned.tally();
    if (tally.received() == 0) throw noRows();
    if (!upload.policy().takes(tally.received(), tally.rejected()))
      return refused(
          FileError.TOO_MANY_REJECTED, tooManyRejected(upload, tally), state, run, partitioned);
    if (leavers.unknown().isPresent())
      return refused(FileError.UNKNOWN_LEAVERS, leavers.unknown().get(), state, run, partitioned);
    var many = leavers.found().filter(it -> !upload.leavers().takes(it));
    if (many.isPresent() && !upload.checkOnly())
      return UploadState.Undecided.about(many.get(), state.acceptedAt(), state.objectVersion());
    if (tally.rejected() > 0) partitioned.writeRejects(false);
    if (tally.received() == tally.rejected()) return completed(state, run, tally);
    var plan = storing(upload, state, run, partitioned, leavers);
    return partitioned
        .check()
        .<UploadState>map(
            check -> new UploadState.Checked(clock.instant(), state.objectVersion(), plan, check))
        .orElse(plan);
  }

  private static FileRefused noRows() {
    return new FileRefused(
        FileError.NO_ROWS,
        "the file has a header, but no row with a value. Nothing was stored; check that it is the"
            + " right file, and upload it again");
  }

  /// Says how the file was read and which rows differ. Runs of the same file find the same, except
  /// for members who were registered in between.
  private void putRemarks(Upload upload, FileReading reading, PartitionRun<?> partitioned) {
    var notes = new ArrayList<>(partitioned.notes());
    notes.addAll(reading.notes());
    long differing = partitioned.tally().differing();
    if (differing > 0) notes.add(differences(partitioned.tally()));
    var similar = partitioned.tally().similar();
    if (upload.kind() == FileKind.MEMBERS && !similar.isEmpty()) notes.add(withoutZeros(similar));
    uploads.putRemarks(upload.tenant(), upload.id(), new Remarks(notes, differing));
  }

  private static String withoutZeros(SortedMap<MemberId, MemberId> similar) {
    var samples =
        similar.entrySet().stream()
            .limit(SIMILAR_SHOWN)
            .map(it -> "%s (%s is registered)".formatted(it.getKey(), it.getValue()))
            .collect(Collectors.joining(", "));
    return "new ids differ from registered ones only by zeros before them, which spreadsheets drop, for example %s. If they are the same members, one of the two ids is wrong: format the column as text, upload the file with the right ids, and remove the members with the wrong ones"
        .formatted(samples);
  }

  private static String differences(Tally tally) {
    return "%,d rows differ from an earlier row about the same, and only one of them counts: %s"
        .formatted(
            tally.differing(),
            tally.differences().stream()
                .map(Differences.Sample::text)
                .collect(Collectors.joining("; ")));
  }

  private UploadState.Storing storing(
      Upload upload, Checking state, String run, PartitionRun<?> file, LeaverSearch leavers) {
    var tally = file.tally();
    return new UploadState.Storing(
        state.acceptedAt(),
        run,
        lanes.of(upload, tally.received() - tally.rejected()),
        file.partitions(),
        outstanding,
        tally.received(),
        tally.rejected(),
        tally.byCode(),
        leavers.found().map(Leavers::leaving).orElse(0L));
  }

  private UploadState completed(Checking state, String run, Tally tally) {
    return new UploadState.Completed(
        state.acceptedAt(),
        clock.instant(),
        new RowCounts(0, 0, 0, tally.rejected()),
        tally.byCode(),
        tally.rejected() > 0 ? Optional.of(run) : Optional.empty(),
        Optional.empty());
  }

  private static String tooManyRejected(Upload upload, Tally tally) {
    return "%d of %d rows are rejected, so the policy %s refuses the file. Correct the rejects file, which has all rows, and upload it"
        .formatted(tally.rejected(), tally.received(), upload.policy());
  }

  /// The rejects file has all rows, so that it can be corrected and uploaded in place of the file.
  private UploadState refused(
      FileError error, String reason, Checking state, String run, PartitionRun<?> file)
      throws IOException {
    var tally = file.tally();
    tally.rejectRest();
    file.writeRejects(true);
    return new Refused(
        state.acceptedAt(),
        clock.instant(),
        error.code(),
        reason,
        new RowCounts(0, 0, 0, tally.received()),
        tally.byCode(),
        Optional.of(run));
  }

  private RunRules<ActivityEntry> activity(
      Upload upload, Checking state, Settings rules, RunFile file) throws IOException {
    var checks = new EntryChecks(rules.entries(), state.acceptedAt(), upload.reading());
    var known = upload.checkOnly() ? challenges.list(upload.tenant()) : List.<Challenge>of();
    var reading = new AtomicReference<>(FileReading.OURS);
    file.read(
        (in, plan) ->
            reading.set(FileReading.ofActivity(in, plan, upload.mapping(), named(upload), checks)));
    return new RunRules<>(
        (in, plan) -> UploadReader.activity(in, plan, reading.get(), checks),
        reading.get(),
        PartitionCodec.OfActivity::new,
        new MembershipCheck.OfActivity(checks, rules.zone()),
        (partition, codec, stored, _, mayRead) ->
            comparing.activity(upload.tenant(), partition, codec, stored, known, mayRead));
  }

  private RunRules<MemberEntry> members(Upload upload, Checking state, Settings rules, RunFile file)
      throws IOException {
    var known =
        challenges.list(upload.tenant()).stream()
            .collect(Collectors.toMap(Challenge::id, Function.identity()));
    var reading = new AtomicReference<>(FileReading.OURS);
    file.read(
        (in, plan) ->
            reading.set(FileReading.ofMembers(in, plan, upload.mapping(), named(upload))));
    return new RunRules<>(
        (in, plan) -> UploadReader.members(in, plan, reading.get(), known.keySet()),
        reading.get(),
        PartitionCodec.OfMembers::new,
        new MembershipCheck.OfMembers(known, state.acceptedAt(), rules.zone()),
        (partition, codec, stored, leavers, mayRead) ->
            comparing.members(
                upload.tenant(),
                partition,
                codec,
                stored,
                leavers,
                known,
                state.acceptedAt(),
                mayRead));
  }

  private NamedMappings named(Upload upload) {
    return new NamedMappings(mappings.find(upload.tenant()).mappings());
  }
}
