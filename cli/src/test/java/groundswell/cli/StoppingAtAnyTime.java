package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A command in its own process that waits for an upload, and is stopped from outside.
class StoppingAtAnyTime {
  /// After so many it has asked for the state of the upload, and asks again.
  private static final int REQUESTS = 4;

  private static final int OK = 200;
  private static final String ID = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";

  @AutoClose private final LoopbackApi api = new LoopbackApi();

  @Test
  void saysThatTheUploadGoesOnAndHowToLookAtIt() throws Exception {
    api.answer(
        """
        {"upload": "%s", "kind": "activity", "values": "values", "file_name": "a.csv",
         "policy": "partial", "created_by": "ann", "created_at": "2026-03-10T12:00:00Z",
         "version": 2, "state": "storing", "ended": false, "rejects": false,
         "partitions": {"done": 1, "total": 4}, "uploads": []}\
        """
            .formatted(ID));
    var waits = new CountDownLatch(REQUESTS);
    api.answer(
        _ -> {
          waits.countDown();
          return OK;
        });
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Groundswell.class.getName(),
                "upload",
                "apply",
                ID,
                "--wait",
                "--token=TOKEN",
                "--endpoint=" + api.url(""))
            .redirectErrorStream(true)
            .start();
    try {
      var _ = process.onExit().thenRun(waits::countDown);
      waits.await();
      process.toHandle().destroy(); // SIGTERM
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

      assertThat(said)
          .contains(
              "upload %s goes on; see its report with: groundswell upload show %s"
                  .formatted(ID, ID));
    } finally {
      process.destroyForcibly();
    }
  }
}
