package groundswell.cli.output;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how much of a task is done.
public sealed interface ProgressIndicator extends AutoCloseable {
  void update(long done, long total);

  @Override
  void close();

  /// For a person who watches.
  record Bar(ProgressBar bar) implements ProgressIndicator {
    private static final int REFRESH_MILLIS = 100;

    static Bar of(String task, String unit) {
      return new Bar(
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(unit, 1)
              .setInitialMax(0)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build());
    }

    @Override
    public void update(long done, long total) {
      bar.maxHint(total).stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /// For a script.
  record None() implements ProgressIndicator {
    @Override
    public void update(long done, long total) {}

    @Override
    public void close() {}
  }
}
