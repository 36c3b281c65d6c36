package groundswell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingTheSystemUp {
  private static final Pattern API = Pattern.compile("API +(http://\\S+)");

  @TempDir private Path directory;

  @Test
  void saysWhereEverythingIsAndAnswersUntilItIsStopped() throws Exception {
    var out = new StringWriter();
    var surroundings =
        new Surroundings(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            false,
            Map.of(),
            InstantSource.system());
    var exitCode = new CompletableFuture<Integer>();
    var up =
        Thread.ofPlatform()
            .start(
                () ->
                    exitCode.complete(
                        Groundswell.run(
                            surroundings,
                            "up",
                            "--port=0",
                            "--template=../template.yaml",
                            "--data-dir=" + directory)));

    new Wait(InstantSource.system())
        .until("the system", Duration.ofMinutes(2), out::toString, text -> text.contains("API"));
    var api = API.matcher(out.toString());
    assertThat(api.find()).isTrue();
    Ran.command("metrics", "--endpoint", api.group(1)).expect(0);

    up.interrupt();
    assertThat(exitCode.get()).isZero();
    assertThat(out.toString()).contains("SQS", "S3", "without effect", "/oauth2/token");
    assertThat(directory.resolve("functions.log")).isNotEmptyFile();
    assertThat(Ran.command("metrics", "--endpoint", api.group(1)).expect(1).err())
        .contains("is the local cloud up?");
  }
}
