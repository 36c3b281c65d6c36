package groundswell.failurerecorder;

import groundswell.operations.domain.Failure;
import groundswell.operations.domain.Fingerprint;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.failures.DynamoDbFailures;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.MessageSender;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What has to follow when failures were recorded: their groups are counted anew, once in a while
/// however many arrive; and transient ones are redriven, where that is switched on.
final class FollowUps {
  private static final int COUNT_AFTER_SECONDS = 30;

  /// The first automatic redrive; every further one waits four times as long, as far as a queue
  /// lets messages wait.
  private static final Duration REDRIVE_AFTER = Duration.ofMinutes(1);

  private static final int GROWTH = 4;

  private final DynamoDbFailures failures;
  private final MessageSender sender;
  private final String replayerQueueUrl;
  private final boolean automatic;
  private final Duration countAfter;
  private final RandomGenerator random;
  private final InstantSource clock;

  FollowUps(FunctionEnvironment environment, DynamoDbFailures failures) {
    this.failures = failures;
    sender = new MessageSender(environment);
    replayerQueueUrl = environment.require("REDRIVE_QUEUE_URL");
    automatic = Boolean.parseBoolean(environment.require("AUTOMATIC_REDRIVE"));
    countAfter = Duration.ofSeconds(environment.number("RECOUNT_SECONDS", 0, COUNT_AFTER_SECONDS));
    random = environment.random();
    clock = environment.clock();
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
                          send(new ReplayerCommand.Recount(group), wait);
                          if (automatic)
                            redrivesOf(some)
                                .ifPresent(
                                    redrives -> redrive(group, later(wait, delay(redrives))));
                        }));
  }

  /// How often the one that waits longest was redriven; empty if none may be redriven by itself.
  private static OptionalInt redrivesOf(Collection<Failure> some) {
    return some.stream()
        .filter(failure -> failure.cause().kind().mayPass())
        .mapToInt(failure -> failure.history().redrives())
        .filter(redrives -> redrives < Redrive.REDRIVES_MAX)
        .max();
  }

  /// Ids of redrives sort by their start.
  private void redrive(Fingerprint group, Duration delay) {
    var start = clock.instant().plus(delay);
    var id = new RedriveId("%012x-%s".formatted(start.toEpochMilli(), group));
    send(new ReplayerCommand.RedriveGroup(group, id), delay);
  }

  /// Not before somebody else would claim the next: what fails until then is redriven, too.
  private static Duration later(Duration wait, Duration delay) {
    return wait.compareTo(delay) < 0 ? delay : wait;
  }

  /// With full jitter in its upper half.
  private Duration delay(int redrives) {
    long seconds =
        Math.min(
            MessageSender.DELAY_MAX.toSeconds(),
            REDRIVE_AFTER.toSeconds() * Math.round(Math.pow(GROWTH, redrives)));
    return Duration.ofSeconds(seconds / 2 + random.nextLong(seconds / 2 + 1));
  }

  private void send(ReplayerCommand command, Duration delay) {
    sender.sendLater(replayerQueueUrl, command.message(), delay);
  }
}
