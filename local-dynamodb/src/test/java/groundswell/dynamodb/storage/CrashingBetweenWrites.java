package groundswell.dynamodb.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.storage.RecordedFiles.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every write to the file is recorded. Then the file is made again as a crash would have left it:
/// between two writes, or in the middle of one. What was acknowledged before is always there.
///
/// A kernel ends a killed process' write between two pages at the earliest, so a write is cut at a
/// multiple of 4,096 bytes.
class CrashingBetweenWrites {
  private static final long SEED = Long.getLong("crash.seed", 1);
  private static final int ROUNDS = 800;
  private static final int CRASHES = 120;
  private static final int PAGE_BYTES = 4_096;
  private static final int VALUE_BYTES = 250;
  private static final byte[] LATEST = bytes("latest");

  private final SplittableRandom random = new SplittableRandom(SEED);

  /// The last acknowledged round, by the number of writes until then.
  private final TreeMap<Integer, Long> acknowledged = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void losesNothingAcknowledged() throws IOException {
    try (var files = RecordedFiles.start()) {
      write(files);
      files.stop();
      var file = new Image();
      var crashes = crashes(files.writes().size());
      for (int number = 0; number < files.writes().size(); number++) {
        var write = files.writes().get(number);
        if (crashes.contains(number)) checkCrashes(number, file, write);
        file.apply(write, write.bytes().length);
      }
    }
  }

  private Set<Integer> crashes(int writes) {
    var crashes = new TreeSet<Integer>();
    while (crashes.size() < CRASHES) crashes.add(1 + random.nextInt(writes - 1));
    return crashes;
  }

  private void write(RecordedFiles files) {
    var storage = FileStorage.open(folder.resolve("tables"));
    var items = storage.map("items", Form.BYTES);
    var log = storage.map("log", Form.BYTES);
    for (long each = 1; each <= ROUNDS; each++) {
      long round = each;
      storage.apply(() -> write(round, items, log)).await();
      acknowledged.put(files.writes().size(), round);
    }
    storage.close();
  }

  /// Items change again and again, and the log loses its oldest: so pages become free.
  private void write(long round, OrderedMap<byte[]> items, OrderedMap<byte[]> log) {
    var value = Arrays.copyOf(number(round), VALUE_BYTES);
    for (int change = 0; change <= random.nextInt(4); change++)
      items.put(bytes("item " + random.nextInt(30)), value);
    log.put(number(round), value);
    if (round > 200) log.remove(number(round - 200));
    items.put(LATEST, number(round));
  }

  private void checkCrashes(int number, Image file, Write next) throws IOException {
    checkCrash(number, 0, file);
    int pages = next.bytes().length / PAGE_BYTES;
    if (pages < 2) return;
    int cut = (1 + random.nextInt(pages - 1)) * PAGE_BYTES;
    var torn = file.copy();
    torn.apply(next, cut);
    checkCrash(number, cut, torn);
  }

  private void checkCrash(int number, int cut, Image file) throws IOException {
    var expected = acknowledged.floorEntry(number);
    var copy = folder.resolve("crashed");
    Files.write(copy, file.bytes());
    var storage = FileStorage.open(copy);
    var latest = storage.map("items", Form.BYTES).get(LATEST);
    assertThat(latest == null ? 0 : ByteBuffer.wrap(latest).getLong())
        .as("seed %d, crash after write %d and %d bytes of the next", SEED, number, cut)
        .isGreaterThanOrEqualTo(expected == null ? 0 : expected.getValue());
    storage.close();
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// The content of the file so far.
  private static final class Image {
    private byte[] content = {};

    private Image copy() {
      var copy = new Image();
      copy.content = content.clone();
      return copy;
    }

    private byte[] bytes() {
      return content;
    }

    private void apply(Write write, int bytes) {
      int end = Math.toIntExact(write.position()) + bytes;
      if (write.isTruncation() || end > content.length) content = Arrays.copyOf(content, end);
      System.arraycopy(write.bytes(), 0, content, Math.toIntExact(write.position()), bytes);
    }
  }
}
