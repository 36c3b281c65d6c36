package groundswell.dynamodb.storage;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.dynamodb.storage.OrderedMap.Direction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every storage does, compared with a plain sorted map.
class KeepingMaps {
  private static final int SEEDS = 40;
  private static final int STEPS = 300;

  @TempDir Path folder;

  @Test
  void behavesAsASortedMapInMemory() {
    for (var seed = 0; seed < SEEDS; seed++) {
      try (var storage = Storage.open(Optional.empty())) {
        compare(storage.map("map", Form.BYTES), seed);
      }
    }
  }

  @Test
  void behavesAsASortedMapInAFile() {
    try (var storage = Storage.open(Optional.of(folder.resolve("tables")))) {
      for (var seed = 0; seed < SEEDS; seed++) compare(storage.map("map" + seed, Form.BYTES), seed);
    }
  }

  @Test
  void findsEverythingAgainInTheFile() {
    var file = Optional.of(folder.resolve("tables"));
    try (var storage = Storage.open(file)) {
      var map = storage.map("map", Form.BYTES);
      storage.apply(() -> map.put(new byte[] {1}, new byte[] {2})).await();
    }

    try (var storage = Storage.open(file)) {
      assertThat(storage.map("map", Form.BYTES).get(new byte[] {1})).containsExactly(2);
    }
  }

  /// Interrupting one writing thread must not stop the writes of all others.
  @Test
  void goesOnAfterThreadsWereInterruptedInTheirWrites() throws InterruptedException {
    var file = Optional.of(folder.resolve("tables"));
    try (var storage = Storage.open(file)) {
      var map = storage.map("map", Form.BYTES);
      for (var each = 0; each < 200; each++) {
        var key = new byte[] {(byte) each, (byte) (each >> 8)};
        var begins = new CountDownLatch(1);
        var writer =
            Thread.ofPlatform()
                .start(
                    () -> {
                      begins.countDown();
                      storage.apply(() -> map.put(key, key)).await();
                    });
        begins.await();
        writer.interrupt();
        writer.join();
      }
      assertThat(map.size()).isEqualTo(200);
    }

    try (var storage = Storage.open(file)) {
      assertThat(storage.map("map", Form.BYTES).size()).isEqualTo(200);
    }
  }

  @Test
  void walksOverTheEntriesAsTheyWereWhenTheWalkBegan() {
    try (var storage = Storage.open(Optional.empty())) {
      var map = storage.map("map", Form.BYTES);
      map.put(new byte[] {1}, new byte[] {1});

      var walk = map.walk(KeyRange.ALL, Direction.ASCENDING);
      map.put(new byte[] {2}, new byte[] {2});

      assertThat(walk.next()).isTrue();
      assertThat(walk.next()).isFalse();
    }
  }

  @Test
  void writesNoChangeToTheFileThatIsHalfDone() throws InterruptedException {
    try (var storage = Storage.open(Optional.of(folder.resolve("tables")))) {
      var map = storage.map("map", Form.BYTES);
      var isHalfDone = new CountDownLatch(1);
      var mayGoOn = new CountDownLatch(1);
      var slow =
          Thread.ofPlatform()
              .start(
                  () ->
                      storage
                          .apply(
                              () -> {
                                map.put(new byte[] {1}, new byte[] {1});
                                isHalfDone.countDown();
                                await(mayGoOn);
                                map.put(new byte[] {2}, new byte[] {2});
                              })
                          .await());
      isHalfDone.await();
      var other =
          Thread.ofPlatform()
              .start(() -> storage.apply(() -> map.put(new byte[] {3}, new byte[] {3})).await());
      while (other.isAlive() && other.getState() != Thread.State.WAITING) Thread.onSpinWait();

      assertThat(other.isAlive()).as("the other change waits for the commit").isTrue();

      mayGoOn.countDown();
      slow.join();
      other.join();
      assertThat(map.size()).isEqualTo(3);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static void compare(OrderedMap<byte[]> map, long seed) {
    var random = new SplittableRandom(seed);
    var model = new TreeMap<byte[], byte[]>(Arrays::compareUnsigned);
    for (var step = 0; step < STEPS; step++) {
      var key = key(random);
      if (random.nextInt(3) == 0) {
        map.remove(key);
        model.remove(key);
      } else {
        var value = new byte[] {(byte) step};
        map.put(key, value);
        model.put(key, value);
      }
      assertThat(map.get(key)).as("seed %d", seed).isEqualTo(model.get(key));
    }
    assertThat(map.size()).isEqualTo(model.size());
    for (var each = 0; each < 30; each++) compareWalks(map, model, random, seed);
  }

  private static void compareWalks(
      OrderedMap<byte[]> map,
      NavigableMap<byte[], byte[]> model,
      SplittableRandom random,
      long seed) {
    var range = new KeyRange(bound(random), bound(random));
    var expected = texts(range.of(model));

    assertThat(walked(map, range, Direction.ASCENDING)).as("seed %d", seed).isEqualTo(expected);
    assertThat(walked(map, range, Direction.DESCENDING))
        .as("seed %d", seed)
        .isEqualTo(expected.reversed());
  }

  private static byte @Nullable [] bound(SplittableRandom random) {
    return random.nextInt(5) == 0 ? null : key(random);
  }

  /// Few, short bytes from few values, so that keys collide and are prefixes of each other.
  private static byte[] key(SplittableRandom random) {
    var key = new byte[1 + random.nextInt(3)];
    for (var at = 0; at < key.length; at++) key[at] = (byte) (random.nextInt(4) * 85);
    return key;
  }

  private static List<String> walked(OrderedMap<byte[]> map, KeyRange range, Direction direction) {
    var seen = new ArrayList<String>();
    if (range.isEmpty()) return seen;
    for (var walk = map.walk(range, direction); walk.next(); )
      seen.add(text(walk.key(), walk.value()));
    return seen;
  }

  private static List<String> texts(NavigableMap<byte[], byte[]> entries) {
    return entries.entrySet().stream()
        .map(entry -> text(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String text(byte[] key, byte[] value) {
    return HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(value);
  }
}
