package groundswell.uploadpartitioner;

import groundswell.domain.files.CheckedRow;
import groundswell.domain.files.CsvRow;
import groundswell.domain.files.Rejection;
import groundswell.domain.files.RowError;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.files.UploadReader;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Members;
import groundswell.domain.uploads.Partitions;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadState.Validating;
import groundswell.platform.Parallel;
import groundswell.platform.uploads.UploadObjects;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// One run over an upload's file. It checks each row by itself and spools it; then it checks the
/// rows against their members, partition by partition, and stores the partitions.
///
/// @param <E> what a row says
final class PartitionRun<E extends UploadEntry> implements AutoCloseable {
  private static final Rejection NOT_TAKEN =
      Rejection.of(
          RowError.NOT_TAKEN,
          "the row is good, but the file is refused because of other rows; keep this row as it is");

  private final Upload upload;
  private final Validating state;
  private final String run;
  private final RunRules<E> rules;
  private final UploadObjects objects;
  private final Members members;
  private final int parallelism;
  private final Path directory;
  private final Tally tally = new Tally();
  private int partitions;

  PartitionRun(
      Upload upload,
      Validating state,
      String run,
      RunRules<E> rules,
      UploadObjects objects,
      Members members,
      int parallelism)
      throws IOException {
    this.upload = upload;
    this.state = state;
    this.run = run;
    this.rules = rules;
    this.objects = objects;
    this.members = members;
    this.parallelism = parallelism;
    directory = Files.createTempDirectory("upload");
  }

  Tally tally() {
    return tally;
  }

  int partitions() {
    return partitions;
  }

  /// Checks all rows and stores the good ones by partition.
  void split() throws IOException {
    try (var file = objects.openFile(upload.tenant(), upload.id(), state.objectVersion())) {
      var reader = rules.opening().open(file);
      var split = Partitions.ofFile(file.bytes(), reader.isPacked());
      partitions = split.count();
      try (var spool =
          new PartitionSpool<>(directory.resolve("spool"), partitions, rules.codecs().get())) {
        reader.forEach((row, checked) -> spool(row, checked, split, spool));
        spool.finish();
        store(spool);
      }
    }
  }

  /// Writes the rejected rows in the order of the file.
  ///
  /// @param all whether the good rows are rejected as well
  void writeRejects(boolean all) throws IOException {
    var path = directory.resolve("rejects");
    try (var file = objects.openFile(upload.tenant(), upload.id(), state.objectVersion());
        var out = new BufferedOutputStream(Files.newOutputStream(path))) {
      var reader = rules.opening().open(file);
      reader.writeRejectsHeader(out);
      reader.forEach((row, checked) -> writeIfRejected(reader, row, checked, all, out));
    }
    objects.putRejects(upload.tenant(), upload.id(), run, path);
    Files.delete(path);
  }

  @Override
  public void close() throws IOException {
    try (var left = Files.list(directory)) {
      for (var path : left.toList()) Files.delete(path);
    }
    Files.delete(directory);
  }

  private void spool(CsvRow row, CheckedRow<E> checked, Partitions split, PartitionSpool<E> spool)
      throws IOException {
    switch (checked) {
      case CheckedRow.Bad<E>(var rejection, var entries) ->
          tally.reject(rejection.error(), entries);
      case CheckedRow.Good<E>(var entries) -> {
        tally.accept(entries.size());
        for (var entry : entries) spool.add(split.of(entry.member()), row.ordinal(), entry);
      }
    }
  }

  private void store(PartitionSpool<E> spool) {
    var numbers = IntStream.range(0, partitions).boxed().toList();
    Parallel.forEach(numbers, parallelism, number -> store(spool, number));
  }

  private void store(PartitionSpool<E> spool, int number) {
    try {
      var path = directory.resolve("partition-" + number);
      var rejected = writeGood(spool, number, path);
      objects.putPartition(upload.tenant(), upload.id(), run, number, path);
      Files.delete(path);
      synchronized (tally) {
        rejected.forEach(
            (error, places) -> tally.rejectAccepted(error, places.rows, places.entries));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<RowError, Places> writeGood(PartitionSpool<E> spool, int number, Path path)
      throws IOException {
    var ids = new HashSet<MemberId>();
    var codec = rules.codecs().get();
    codec.forEach(spool.open(number), (_, entry) -> ids.add(entry.member()));
    var found = members.findAll(upload.tenant(), ids);
    var rejected = new EnumMap<RowError, Places>(RowError.class);
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
      codec.forEach(
          spool.open(number),
          (ordinal, entry) -> {
            var member = Optional.ofNullable(found.get(entry.member()));
            var error = rules.membership().check(entry, member);
            if (error.isEmpty())
              codec.write(ordinal, rules.membership().taken(entry, member), out);
            else rejected.computeIfAbsent(error.get(), _ -> new Places()).add(ordinal);
          });
    }
    return rejected;
  }

  private void writeIfRejected(
      UploadReader<E> reader, CsvRow row, CheckedRow<E> checked, boolean all, OutputStream out)
      throws IOException {
    var rejection = rejectionOf(reader, row, checked, all);
    if (rejection.isPresent()) reader.writeReject(row, rejection.get(), out);
  }

  private Optional<Rejection> rejectionOf(
      UploadReader<E> reader, CsvRow row, CheckedRow<E> checked, boolean all) {
    return switch (checked) {
      case CheckedRow.Bad<E>(var rejection, _) -> Optional.of(rejection);
      case CheckedRow.Good<E>(var entries) when entries.isEmpty() -> Optional.empty();
      case CheckedRow.Good<E>(var entries) ->
          tally
              .wrongMember(row.ordinal())
              .map(
                  error ->
                      reader.rejection(
                          rules.membership().explain(error, entries.getFirst()),
                          rules.membership().field(error)))
              .or(() -> all ? Optional.of(NOT_TAKEN) : Optional.empty());
    };
  }

  /// Rejected entries: the ordinals of their rows, and how many they are.
  private static final class Places {
    private final BitSet rows = new BitSet();
    private long entries;

    void add(long ordinal) {
      rows.set(Math.toIntExact(ordinal));
      entries++;
    }
  }
}
