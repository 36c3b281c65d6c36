package groundswell.cli;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far something has come, for a person who watches; nothing for a script.
sealed interface Gauge extends AutoCloseable {
  void to(long done, long total);

  @Override
  void close();

  static Gauge of(Surroundings surroundings, String task, String unit) {
    return surroundings.interactive() ? Bar.of(task, unit) : new None();
  }

  record Bar(ProgressBar bar) implements Gauge {
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
    public void to(long done, long total) {
      bar.maxHint(total).stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  record None() implements Gauge {
    @Override
    public void to(long done, long total) {}

    @Override
    public void close() {}
  }
}
