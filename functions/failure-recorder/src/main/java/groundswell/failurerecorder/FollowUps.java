package groundswell.failurerecorder;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.queues.MessageSender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Follows up on recorded failures: schedules a count of their groups, throttled however many
/// arrive, and redrives transient ones where that is switched on.
final class FollowUps {
  static final int COUNT_AFTER_SECONDS = 30;

  /// The delay of the first automatic redrive. Each further one waits four times as long, up to the
  /// longest delay of a queue.
  private static final Duration REDRIVE_AFTER = Duration.ofMinutes(1);

  private static final int GROWTH = 4;

  private final DynamoDbFailures failures;
  private final CommandQueue commands;
  private final boolean automatic;
  private final Duration countAfter;
  private final RandomGenerator random;
  private final InstantSource clock;

  /// @param automatic whether redrives start by themselves
  /// @param countAfter how long after a failure its group is counted
  FollowUps(
      DynamoDbFailures failures,
      CommandQueue commands,
      boolean automatic,
      Duration countAfter,
      RandomGenerator random,
      InstantSource clock) {
    this.failures = failures;
    this.commands = commands;
    this.automatic = automatic;
    this.countAfter = countAfter;
    this.random = random;
    this.clock = clock;
  }

  void after(Collection<Failure> recorded) {
    recorded.stream()
        .collect(Collectors.groupingBy(Failure::group))
        .forEach(
            (group, some) ->
                failures
                    .claimCount(group, countAfter)
                    .ifPresent(
                        wait -> {
                          commands.sendLater(new ReplayerCommand.Recount(group), wait);
                          if (automatic)
                            redrivesOf(some)
                                .ifPresent(
                                    redrives -> redrive(group, later(wait, delay(redrives))));
                        }));
  }

  /// The redrives of the failure with the most; empty if none may be redriven automatically.
  private static OptionalInt redrivesOf(Collection<Failure> some) {
    return some.stream()
        .filter(failure -> failure.cause().kind().mayPass())
        .mapToInt(failure -> failure.history().redrives())
        .filter(redrives -> redrives < Redrive.REDRIVES_MAX)
        .max();
  }

  /// The id has the form of all others: it begins with the start, so that ids sort by it.
  private void redrive(Fingerprint group, Duration delay) {
    var start = clock.instant().plus(delay);
    var id = new RedriveId("%012x-%016x".formatted(start.toEpochMilli(), random.nextLong()));
    commands.sendLater(new ReplayerCommand.RedriveGroup(group, id), delay);
  }

  /// Not before the next count can be claimed: what fails until then is redriven, too.
  private static Duration later(Duration wait, Duration delay) {
    return wait.compareTo(delay) < 0 ? delay : wait;
  }

  /// With jitter over the upper half.
  private Duration delay(int redrives) {
    long seconds =
        Math.min(
            MessageSender.DELAY_MAX.toSeconds(),
            REDRIVE_AFTER.toSeconds() * Math.round(Math.pow(GROWTH, redrives)));
    return Duration.ofSeconds(seconds / 2 + random.nextLong(seconds / 2 + 1));
  }
}
