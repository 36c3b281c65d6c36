package groundswell.cli.output;

import groundswell.cli.session.Environment;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// Shows on standard error how much of a stage is done.
public sealed interface ProgressIndicator extends AutoCloseable {
  void update(long done, long total);

  /// The stage has ended well: all of it is done, even if the last update said less.
  void complete();

  @Override
  void close();

  static ProgressIndicator of(Environment environment, String stage, String unit) {
    return environment.interactive()
        ? new Bar(environment, stage, unit)
        : new Lines(environment.err(), environment.clock(), stage);
  }

  /// For a person who watches: a bar, as soon as it is known how much there is.
  final class Bar implements ProgressIndicator {
    private static final int REFRESH_MILLIS = 100;
    private static final String BYTES = "bytes";

    private final Environment environment;
    private final String stage;
    private final String unit;
    private @Nullable ProgressBar bar;

    Bar(Environment environment, String stage, String unit) {
      this.environment = environment;
      this.stage = stage;
      this.unit = unit;
    }

    @Override
    public void update(long done, long total) {
      if (total <= 0) return;
      if (bar == null) bar = start();
      bar.maxHint(total).stepTo(Math.min(done, total));
    }

    private ProgressBar start() {
      var builder =
          new ProgressBarBuilder()
              .setTaskName(stage + " ")
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setStyle(style())
              .setConsumer(new DelegatingProgressBarConsumer(this::draw));
      return unit.equals(BYTES)
          ? builder.setUnit(" MB", 1_000_000).build()
          : builder.setUnit(" " + unit, 1).build();
    }

    /// Each state of the bar takes the place of the one before.
    private void draw(String line) {
      environment.err().print("\r" + line);
      environment.err().flush();
    }

    private ProgressBarStyle style() {
      return environment.colourful()
          ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK
          : ProgressBarStyle.UNICODE_BLOCK;
    }

    @Override
    public void complete() {
      if (bar != null) bar.stepTo(bar.getMax());
    }

    @Override
    public void close() {
      if (bar == null) return;
      bar.close();
      environment.err().println();
    }
  }

  /// For a log: a line now and then, and none for a stage that ends soon.
  final class Lines implements ProgressIndicator {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final InstantSource clock;
    private final String stage;
    private Instant next;
    private boolean begun;

    Lines(PrintWriter err, InstantSource clock, String stage) {
      this.err = err;
      this.clock = clock;
      this.stage = stage;
      next = clock.instant().plus(PAUSE);
    }

    @Override
    public void update(long done, long total) {
      if (total <= 0 || clock.instant().isBefore(next)) return;
      print(Math.min(done, total) * 100 / total);
      next = clock.instant().plus(PAUSE);
      begun = true;
    }

    @Override
    public void complete() {
      if (begun) print(100);
    }

    private void print(long percent) {
      err.println("%s: %d %%".formatted(stage, percent));
      err.flush();
    }

    @Override
    public void close() {
      // Each line is whole, so that nothing is left to end.
    }
  }
}
