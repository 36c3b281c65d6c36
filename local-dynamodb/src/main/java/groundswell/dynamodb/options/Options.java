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
/// @param clock what time it is
/// @param random where chance comes from: identifiers, delays of eventually consistent reads.
///     Whoever draws from it holds its monitor
/// @param scheduler runs what happens later: indexes being built, deletions of expired items
/// @param file where the tables live; empty keeps them in memory
/// @param bytesMax how many bytes items, index entries and stream records may take together; beyond
///     it writes are refused
/// @param throughput whether requests beyond a table's throughput are throttled
/// @param replicationLagMax the longest time by which an eventually consistent read or a global
///     index lags; zero lets every read see the latest write
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
    /// As the service limits tables and partitions: see `Throughput`.
    STRICT
  }

  /// @param shardsAtStart into how many shards a new stream is cut
  /// @param shardLifetime when a shard closes and a child takes over; the service does so about
  ///     every four hours
  /// @param recordsPerShardMax after how many records a shard closes and two children share its
  ///     keys
  /// @param recordsMax how many records a stream keeps. The service keeps all for 24 hours; beyond
  ///     this bound older ones are trimmed, and who has not read them is told so
  /// @param delayMax the longest time by which a record comes late to readers
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

  /// In memory, unlimited, every read up to date, in real time.
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
