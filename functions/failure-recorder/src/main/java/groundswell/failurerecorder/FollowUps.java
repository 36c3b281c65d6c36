package groundswell.failurerecorder;

import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureKind;
import groundswell.domain.failures.Fingerprint;
import groundswell.domain.failures.Redrive;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.batch.MessageSender;
import groundswell.platform.failures.DynamoDbFailures;
import groundswell.platform.replayer.ReplayerCommand;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
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

  FollowUps(FunctionEnvironment environment, DynamoDbFailures failures) {
    this.failures = failures;
    sender = new MessageSender(environment);
    replayerQueueUrl = environment.require("REDRIVE_QUEUE_URL");
    automatic = Boolean.parseBoolean(environment.require("AUTOMATIC_REDRIVE"));
    countAfter = Duration.ofSeconds(environment.number("RECOUNT_SECONDS", 0, COUNT_AFTER_SECONDS));
    random = environment.random();
  }

  void after(Collection<Failure> recorded) {
    Map<Fingerprint, Failure> mostRedriven =
        recorded.stream()
            .collect(
                Collectors.toMap(
                    Failure::group,
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparingInt(Failure::redrives))));
    mostRedriven.forEach(
        (group, failure) -> {
          if (!failures.claimCount(group, countAfter)) return;
          send(new ReplayerCommand.Recount(group), countAfter);
          if (automatic
              && failure.cause().kind() == FailureKind.TRANSIENT
              && failure.redrives() < Redrive.REDRIVES_MAX) {
            send(new ReplayerCommand.RedriveGroup(group), delay(failure.redrives()));
          }
        });
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
