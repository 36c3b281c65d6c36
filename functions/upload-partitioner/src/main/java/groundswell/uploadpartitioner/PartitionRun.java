package groundswell.uploadpartitioner;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.CsvRow;
import groundswell.domain.files.Differences;
import groundswell.domain.files.FileKind;
import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.ReadPlan;
import groundswell.domain.files.Rejection;
import groundswell.domain.files.RowError;
import groundswell.domain.files.SpreadsheetIds;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Check;
import groundswell.domain.uploads.FatesFile;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.RowFate;
import groundswell.domain.uploads.Upload;
import groundswell.platform.Parallel;
import groundswell.platform.uploads.UploadObjects;
import groundswell.uploadpartitioner.RunRules.Compared;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// One run over an upload's file. It checks each row by itself and spools it; then it checks the
/// rows against their members, partition by partition, and stores the partitions.
///
/// @param <E> what a row says
final class PartitionRun<E extends UploadEntry> {
  private static final Rejection NOT_TAKEN =
      Rejection.of(
          RowError.NOT_TAKEN,
          "the row is good, but the file is refused because of other rows; keep this row as it is");

  private static final Map<MemberId, MemberId> NO_IDS = Map.of();

  /// For how many unknown or new members of a file a run looks for similar ids.
  private static final int SIMILAR_MAX = 200;

  private final Upload upload;
  private final String run;
  private final RunRules<E> rules;
  private final UploadObjects objects;
  private final Members members;
  private final LeaverSearch leavers;
  private final int parallelism;
  private final RunFile file;
  private final Tally tally = new Tally();
  private final AtomicInteger lookUpsLeft = new AtomicInteger(SIMILAR_MAX);
  private Optional<Preview<E>> preview = Optional.empty();
  private List<String> notes = List.of();
  private int partitions;

  PartitionRun(
      Upload upload,
      String run,
      RunFile file,
      RunRules<E> rules,
      UploadObjects objects,
      Members members,
      LeaverSearch leavers,
      int parallelism) {
    this.upload = upload;
    this.run = run;
    this.file = file;
    this.rules = rules;
    this.objects = objects;
    this.members = members;
    this.leavers = leavers;
    this.parallelism = parallelism;
  }

  Tally tally() {
    return tally;
  }

  int partitions() {
    return partitions;
  }

  /// What the report says about the bytes of the file.
  List<String> notes() {
    return notes;
  }

  /// What the check found out, if the upload asks for one.
  Optional<Check> check() {
    return preview.map(
        it -> it.check((ordinal, entry) -> wrongMember(ordinal, entry), leavers.found()));
  }

  /// Checks all rows and stores the good ones by partition.
  void split() throws IOException {
    file.read(this::split);
  }

  private void split(InputStream in, ReadPlan plan) throws IOException {
    tally.clear();
    preview = upload.checkOnly() ? Optional.of(new Preview<>()) : Optional.empty();
    lookUpsLeft.set(SIMILAR_MAX);
    try (var reader = rules.opening().open(in, plan)) {
      var split = leavers.begin(Partitions.ofFile(file.bytes(), reader.isPacked()));
      partitions = split.count();
      try (var spool = new PartitionSpool<>(file.path("spool"), partitions, rules.codecs().get())) {
        reader.forEach(
            (row, checked) -> {
              spool(row, checked, split, spool);
              if (leavers.isComplete() && checked instanceof CheckedRow.Bad<E>)
                leavers.reject(row.line(), reader.memberOf(row), split);
            });
        spool.finish();
        leavers.finish();
        store(spool);
      }
      notes = reader.notes();
    }
  }

  /// Writes the rejected rows and their fates, in the order of the file.
  ///
  /// @param all whether the good rows are rejected as well
  void writeRejects(boolean all) throws IOException {
    var rows = file.path("rejects");
    var fates = file.path("fates");
    file.read((in, plan) -> writeRejects(rows, fates, in, plan, all));
    objects.putRejects(upload.tenant(), upload.id(), run, rows);
    objects.putRejectedFates(upload.tenant(), upload.id(), run, fates);
    Files.delete(rows);
    Files.delete(fates);
  }

  private void writeRejects(Path rows, Path fates, InputStream in, ReadPlan plan, boolean all)
      throws IOException {
    try (var reader = rules.opening().open(in, plan);
        var out = new BufferedOutputStream(Files.newOutputStream(rows));
        var fatesOut =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(Files.newOutputStream(fates)), UTF_8))) {
      var written = new FatesFile();
      reader.writeRejectsHeader(out);
      reader.forEach(
          (row, checked) -> {
            var rejection = rejectionOf(reader, row, checked, all);
            if (rejection.isEmpty()) return;
            reader.writeReject(row, rejection.get(), out);
            written.write(fate(row.line(), checked, rejection.get()), fatesOut);
          });
    }
  }

  private static RowFate fate(long line, CheckedRow<?> checked, Rejection rejection) {
    long rows =
        switch (checked) {
          case CheckedRow.Bad<?>(_, var entries) -> entries;
          case CheckedRow.Good<?>(var entries) -> entries.size();
        };
    return RowFate.rejected(line, rows, rejection.error(), rejection.message());
  }

  private void spool(CsvRow row, CheckedRow<E> checked, Partitions split, PartitionSpool<E> spool)
      throws IOException {
    if (preview.isPresent()) preview.get().see(row, checked);
    switch (checked) {
      case CheckedRow.Bad<E>(var rejection, var entries) ->
          tally.reject(rejection.error(), entries);
      case CheckedRow.Good<E>(var entries) -> {
        tally.accept(entries.size());
        for (var entry : entries)
          spool.add(split.of(entry.member()), row.ordinal(), row.line(), entry);
      }
    }
  }

  private void store(PartitionSpool<E> spool) {
    var numbers = IntStream.range(0, partitions).boxed().toList();
    Parallel.forEach(numbers, parallelism, number -> store(spool, number));
  }

  private void store(PartitionSpool<E> spool, int number) {
    try {
      var path = file.path("partition-" + number);
      var rejected = writeGood(spool, number, path);
      objects.putPartition(upload.tenant(), upload.id(), run, number, path);
      Files.delete(path);
      synchronized (tally) {
        rejected.forEach((error, all) -> tally.rejectAccepted(error, all.rows, all.entries));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<RowError, RejectedEntries> writeGood(PartitionSpool<E> spool, int number, Path path)
      throws IOException {
    var ids = new HashSet<MemberId>();
    var codec = rules.codecs().get();
    codec.forEach(spool.open(number), (_, _, entry) -> ids.add(entry.member()));
    var found = members.findAll(upload.tenant(), ids);
    var membership = rules.membership().ofPartition();
    var taken = new HashSet<MemberId>();
    var rejected = new EnumMap<RowError, RejectedEntries>(RowError.class);
    var differences = new Differences();
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      codec.forEach(
          spool.open(number),
          (ordinal, line, entry) -> {
            var member = Optional.ofNullable(found.get(entry.member()));
            var error = membership.check(entry, member);
            if (error.isEmpty()) {
              var good = membership.taken(entry, member);
              codec.write(ordinal, line, good, out);
              taken.add(entry.member());
              if (!rules.hasSeveralRowsADay()) differences.add(line, good);
            } else rejected.computeIfAbsent(error.get(), _ -> new RejectedEntries()).add(ordinal);
          });
    }
    var leaving =
        leavers.isComplete() ? leavers.leavers(number, ids, found.values()) : List.<Member>of();
    if (leavers.isComplete()) putLeavers(number, leaving);
    ids.removeAll(found.keySet());
    boolean mayBeOthers =
        rejected.containsKey(RowError.UNKNOWN_MEMBER) || upload.kind() == FileKind.MEMBERS;
    var similar = mayBeOthers ? similar(ids) : NO_IDS;
    synchronized (tally) {
      tally.note(differences, similar);
    }
    if (preview.isPresent()) compare(preview.get(), path, taken.size(), found, leaving);
    return rejected;
  }

  /// Every partition of a complete file has such an object, so that one that is missing is noticed.
  private void putLeavers(int number, List<Member> leaving) throws IOException {
    var path = file.path("leavers-" + number);
    var codec = new PartitionCodec.OfIds();
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      for (var member : leaving) codec.write(member.id(), out);
    }
    objects.putLeavers(upload.tenant(), upload.id(), run, number, path);
    Files.delete(path);
  }

  /// Registered members by the unknown or new ids that may be theirs, for so many of them that it
  /// costs little.
  private Map<MemberId, MemberId> similar(Set<MemberId> unknown) {
    var before = new HashMap<MemberId, List<MemberId>>();
    for (var id : unknown) {
      var candidates = SpreadsheetIds.before(id);
      if (!candidates.isEmpty() && lookUpsLeft.getAndDecrement() > 0) before.put(id, candidates);
    }
    var all = before.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    if (all.isEmpty()) return NO_IDS;
    var registered = members.findAll(upload.tenant(), all).keySet();
    var similar = new HashMap<MemberId, MemberId>();
    before.forEach(
        (id, candidates) ->
            candidates.stream()
                .filter(registered::contains)
                .findFirst()
                .ifPresent(other -> similar.put(id, other)));
    return similar;
  }

  private void compare(
      Preview<E> into, Path path, long taken, Map<MemberId, Member> found, List<Member> leaving)
      throws IOException {
    into.add(
        into.takes(taken + leaving.size())
            ? rules.comparison().compare(path, rules.codecs().get(), found, leaving, into::mayRead)
            : Compared.notCompared(taken));
  }

  private Optional<Rejection> rejectionOf(
      UploadReader<E> reader, CsvRow row, CheckedRow<E> checked, boolean all) {
    return switch (checked) {
      case CheckedRow.Bad<E>(var rejection, _) -> Optional.of(rejection);
      case CheckedRow.Good<E>(var entries) when entries.isEmpty() -> Optional.empty();
      case CheckedRow.Good<E>(var entries) ->
          wrongMember(row.ordinal(), entries.getFirst())
              .map(rejection -> inColumn(reader, rejection))
              .or(() -> all ? Optional.of(NOT_TAKEN) : Optional.empty());
    };
  }

  private Rejection inColumn(UploadReader<E> reader, Rejection rejection) {
    return reader.rejection(rejection, rules.membership().field(rejection.error()));
  }

  private Optional<Rejection> wrongMember(long ordinal, E entry) {
    return tally
        .wrongMember(ordinal)
        .map(error -> rules.membership().explain(error, entry, tally.similar(entry.member())));
  }

  /// Rejected entries: the ordinals of their rows, and how many they are.
  private static final class RejectedEntries {
    private final BitSet rows = new BitSet();
    private long entries;

    void add(long ordinal) {
      rows.set(Math.toIntExact(ordinal));
      entries++;
    }
  }
}
