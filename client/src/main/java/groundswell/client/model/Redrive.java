package groundswell.client.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A redrive and its steps.
///
/// @param state `running`, `paused`, `stopped`, `cancelled` or `completed`
/// @param ended whether the state is final
/// @param claimed how many messages it has sent
/// @param failedAgain includes messages whose outcome never arrived
/// @param steps the finished ones and the current one
/// @param remark why it is in this state; empty if there is nothing to add
public record Redrive(
    String redrive,
    String state,
    boolean ended,
    String by,
    String reason,
    Instant startedAt,
    long claimed,
    long succeeded,
    long failedAgain,
    long pending,
    List<Step> steps,
    String remark) {
  public Redrive {
    steps = List.copyOf(steps);
  }

  /// Whether nothing more happens by itself.
  public boolean isSettled() {
    return ended || state.equals("paused");
  }

  /// Whether it redrove everything and nothing failed again.
  public boolean isClean() {
    return state.equals("completed") && failedAgain == 0;
  }

  /// @param silent messages whose outcome never arrived
  public record Step(
      long claimed,
      long succeeded,
      long failedAgain,
      long silent,
      long pending,
      @Nullable Long meanTookMillis) {}
}
