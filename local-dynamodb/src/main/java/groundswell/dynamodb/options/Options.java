package groundswell.dynamodb.options;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How an engine behaves. Time, randomness and scheduling come from here: the engine has no clock
/// of its own.
///
/// @param region the region in the names (ARN) of tables, indexes and streams
/// @param accountId the twelve digits of the account in those names
/// @param clock the time
/// @param random the source of randomness: for identifiers, and delays of eventually consistent
///     reads. Threads that draw from it hold its monitor
/// @param scheduler runs later work: building indexes, deleting expired items
/// @param file where the tables are stored; empty keeps them in memory
/// @param bytesMax how many bytes items, index entries and stream records may take together; beyond
///     it writes are refused
/// @param throughput whether requests beyond a table's throughput are throttled
/// @param replicationLagMax the longest lag of an eventually consistent read or a global index;
///     zero lets every read see the latest write
/// @param streams how streams are cut into shards, and how they are read
/// @param tableChangeTime how long a table or index stays in CREATING, UPDATING or DELETING
public record Options(
    String region,
    String accountId,
    InstantSource clock,
    RandomGenerator random,
    Scheduler scheduler,
    Optional<Path> file,
    long bytesMax,
    Throughput throughput,
    Duration replicationLagMax,
    Streams streams,
    Duration tableChangeTime) {

  public enum Throughput {
    /// Nothing is ever throttled.
    UNLIMITED,
    /// Throttles as the service does, by table and partition: see `Throughput`.
    STRICT
  }

  /// @param shardsAtStart how many shards a new stream has
  /// @param shardLifetime when a shard closes and a child takes over; the service does so about
  ///     every four hours
  /// @param recordsPerShardMax after how many records a shard closes and two children share its
  ///     keys
  /// @param recordsMax how many records a stream keeps. The service keeps all for 24 hours; beyond
  ///     this bound older ones are trimmed, and a reader that missed them gets an error
  /// @param delayMax the longest delay until readers see a record
  /// @param repeatsReads whether a reader may see records again
  public record Streams(
      int shardsAtStart,
      Duration shardLifetime,
      long recordsPerShardMax,
      long recordsMax,
      Duration delayMax,
      boolean repeatsReads) {
    public static Streams standard() {
      return new Streams(1, Duration.ofHours(4), Long.MAX_VALUE, 2_000_000, Duration.ZERO, false);
    }
  }

  /// In memory, unthrottled, every read up to date, in real time.
  public static Options inMemory() {
    return new Options(
        "us-east-1",
        "000000000000",
        InstantSource.system(),
        new SplittableRandom(),
        Scheduler.realTime(),
        Optional.empty(),
        Long.MAX_VALUE,
        Throughput.UNLIMITED,
        Duration.ZERO,
        Streams.standard(),
        Duration.ZERO);
  }
}
