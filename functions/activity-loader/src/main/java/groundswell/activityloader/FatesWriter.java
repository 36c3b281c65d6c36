package groundswell.activityloader;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.files.PartitionCodec;
import groundswell.domain.files.UploadEntry;
import groundswell.domain.uploads.FatesFile;
import groundswell.domain.uploads.RowCounts;
import groundswell.domain.uploads.RowFate;
import groundswell.platform.uploads.UploadObjects;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Writes what became of the rows of a partition, once they are merged. If several attempts get
/// that far, the file of the first one stays, and the others count what it says. So the report adds
/// up to the fates whatever crashes. The rows are read once more for it, so that memory does not
/// grow with their number.
final class FatesWriter {
  private final UploadObjects objects;

  FatesWriter(UploadObjects objects) {
    this.objects = objects;
  }

  /// What became of a row that is merged.
  @FunctionalInterface
  interface FateOf<E> {
    RowFate of(long line, E row);
  }

  /// @return the counts of the fates that are stored
  <E extends UploadEntry> RowCounts write(
      PartitionRows partition, PartitionCodec<E> codec, FateOf<E> fates) {
    try {
      var file = Files.createTempFile("fates", ".csv.gz");
      try {
        return store(partition, file, write(partition, codec, fates, file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <E extends UploadEntry> RowCounts write(
      PartitionRows partition, PartitionCodec<E> codec, FateOf<E> fates, Path file)
      throws IOException {
    var written = new FatesFile();
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8))) {
      partition.forEach(codec, (line, row) -> written.write(fates.of(line, row), out));
    }
    return written.counts();
  }

  private RowCounts store(PartitionRows partition, Path file, RowCounts counts) throws IOException {
    var upload = partition.upload().id();
    if (objects.putFates(partition.tenant(), upload, partition.partition(), file)) return counts;
    var first = new FatesFile();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    objects.openFates(partition.tenant(), upload, partition.partition())),
                UTF_8))) {
      first.read(in);
    }
    return first.counts();
  }
}
