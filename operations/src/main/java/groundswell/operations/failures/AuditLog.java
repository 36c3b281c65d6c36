package groundswell.operations.failures;

import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.operations.domain.FailureFilter;
import groundswell.platform.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Records what callers do, at the moment they do it.
public final class AuditLog {
  private final Audit audit;
  private final InstantSource clock;
  private final RandomGenerator random;

  public AuditLog(Audit audit, InstantSource clock, RandomGenerator random) {
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /// @param who the caller
  /// @param action for example `park`
  /// @param filter the failures it is done to
  /// @param outcome the result
  public void append(
      String who, String action, String reason, FailureFilter filter, String outcome) {
    var id = "%016x".formatted(random.nextLong());
    appendOnce(clock.instant(), id, who, action, reason, filter, outcome);
  }

  /// Records something that may be done again. The same id at the same time gives one line.
  public void appendOnce(
      Instant at,
      String id,
      String who,
      String action,
      String reason,
      FailureFilter filter,
      String outcome) {
    audit.append(new AuditLine(at, id, who, action, reason, FilterCodec.write(filter), outcome));
  }

  /// The reason given in a request's body.
  public static String reason(JsonObject body) {
    return body.read(
        "reason",
        text -> {
          AuditLine.checkReason(text);
          return text;
        });
  }
}
