package groundswell.platform;

import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a function does in vain before Lambda takes the snapshot that its environments start from,
/// so that its first call finds classes loaded and connections made
/// (<https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html>).
public final class WarmUp implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private final List<Runnable> attempts;

  private WarmUp(List<Runnable> attempts) {
    this.attempts = attempts;
  }

  /// A warm-up at the next snapshot, for as long as the caller holds the result.
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
