package groundswell.activityloader;

import static groundswell.activityloader.UploadWorld.ACTIVITY_HEADER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.files.FileKind;
import groundswell.domain.ids.UploadId;
import groundswell.domain.uploads.Upload;
import groundswell.domain.uploads.UploadPolicy;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.uploads.UploadObjects.SignedRequest;
import groundswell.platform.wiring.Wiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The presigned addresses that a client gets, and their limits.
class SendingFiles {
  private static final byte[] FILE = (ACTIVITY_HEADER + "eve,2026-03-18,steps,1\n").getBytes(UTF_8);

  private final UploadWorld world = new UploadWorld();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void isPossibleOnce() throws Exception {
    var upload = announce();
    var signed = world.objects.signPut(upload);

    assertThat(put(signed, FILE).statusCode()).isEqualTo(200);
    assertThat(put(signed, FILE).statusCode()).isEqualTo(412);

    assertThat(world.objects.fileVersion(world.tenant, upload.id())).isPresent();
  }

  @Test
  void isRefusedForAnotherLength() throws Exception {
    var upload = announce();

    var response = put(world.objects.signPut(upload), "much shorter".getBytes(UTF_8));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(world.objects.fileVersion(world.tenant, upload.id())).isEmpty();
  }

  @Test
  void isRefusedWithoutTheConditionThatTheFileIsNew() throws Exception {
    var signed = world.objects.signPut(announce());
    var headers = new HashMap<>(signed.headers());
    assertThat(headers.remove("if-none-match")).isEqualTo("*");

    var response = put(new SignedRequest(signed.url(), headers), FILE);

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void isAnsweredWithTheRejectsFile() throws Exception {
    var upload = announce();
    assertThat(world.objects.signRejects(upload)).isEmpty();
    world.send(upload, FILE);
    world.drain();

    var address = world.objects.signRejects(world.stored(upload)).orElseThrow();

    var response = get(address);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("eve,2026-03-18,steps,1,2,unknown-member,");
    assertThat(response.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
  }

  /// With parts as small as S3 allows, instead of a gibibyte.
  @Test
  void isAnsweredWithARejectsFileOfAnySize(@TempDir Path directory) throws Exception {
    var rows = directory.resolve("rejects");
    var bytes = new byte[12 << 20];
    new Random(7).nextBytes(bytes);
    Files.write(rows, bytes);
    var variables = new HashMap<>(world.environment.variables());
    variables.put("PART_MEBIBYTES", "5");
    var environment = world.environment;
    var objects =
        new Wiring(
                new FunctionEnvironment(
                    variables,
                    environment.aws(),
                    environment.clock(),
                    environment.pause(),
                    environment.random()))
            .uploadObjects();

    objects.putRejects(world.tenant, new UploadId("large"), "run", rows);

    var stored =
        environment
            .aws()
            .s3()
            .getObjectAsBytes(
                get ->
                    get.bucket(LocalS3.BUCKET)
                        .key("rejects/%s/large/run.csv".formatted(world.tenant)));
    assertThat(stored.asByteArray()).isEqualTo(bytes);
    assertThat(stored.response().contentType()).isEqualTo("text/csv; charset=utf-8");
  }

  /// A client with its own credentials can put a file that no presigned address allows.
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void isNoticedForAnotherLengthHoweverItCame(int more) {
    var upload =
        world.announce(
            FileKind.ACTIVITY, FILE.length + more, new UploadPolicy.Partial(), Optional.empty());

    world.send(upload, FILE);
    world.drain();

    var refused = (Refused) world.stored(upload).state();
    assertThat(refused.code()).isEqualTo("wrong-length");
    assertThat(refused.reason())
        .startsWith(
            "the file has %d bytes, but %d were announced"
                .formatted(FILE.length, FILE.length + more));
    assertThat(world.deadLetters()).isEmpty();
  }

  private Upload announce() {
    return world.announce(
        FileKind.ACTIVITY, FILE.length, new UploadPolicy.Partial(), Optional.empty());
  }

  /// The HTTP client sets the length itself.
  private HttpResponse<String> put(SignedRequest signed, byte[] body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(signed.url()).PUT(BodyPublishers.ofByteArray(body));
    signed.headers().entrySet().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("content-length"))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
