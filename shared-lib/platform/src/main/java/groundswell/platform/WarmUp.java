package groundswell.platform;

import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exercises a function's usual paths without effect before Lambda takes the snapshot. So the first
/// invocation finds classes loaded and connections open
/// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html>).
public final class WarmUp implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private final List<Runnable> attempts;

  private WarmUp(List<Runnable> attempts) {
    this.attempts = attempts;
  }

  /// Registers a warm-up before the next snapshot, for as long as the caller holds the result.
  ///
  /// @param attempts take the usual paths and change nothing; they may fail
  public static WarmUp register(Runnable... attempts) {
    var warmUp = new WarmUp(List.of(attempts));
    Core.getGlobalContext().register(warmUp);
    return warmUp;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    for (var attempt : attempts) {
      try {
        attempt.run();
      } catch (RuntimeException e) {
        LOG.debug("warmed up", e);
      }
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    LOG.debug("restored");
  }
}
