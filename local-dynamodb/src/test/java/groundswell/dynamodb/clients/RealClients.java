package groundswell.dynamodb.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.dynamodb.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients from other vendors, each in its own process.
class RealClients {
  private static final Path SUITES = Path.of("src/test/clients").toAbsolutePath();
  private static final int TIMED_OUT = -1;
  private static final long SECONDS_MAX = 300;

  @RegisterExtension static final InstalledClients clients = new InstalledClients();

  @RegisterExtension static final Service service = new Service();

  @Test
  void boto3FindsWhatItPuts() throws Exception {
    run(
        List.of(
            clients.folder() + "/boto3/bin/python",
            SUITES + "/boto3_suite.py",
            service.address().toString()),
        Map.of());
  }

  @Test
  void theSdkForJavaScriptFindsWhatItPuts() throws Exception {
    run(
        List.of(clients.folder() + "/node", "--test", SUITES + "/node/tables.test.mjs"),
        Map.of(
            "ENDPOINT",
            service.address().toString(),
            "NODE_PACKAGES",
            clients.folder() + "/packages"));
  }

  @Test
  void theCommandLineFindsWhatItPuts() throws Exception {
    aws(
        "create-table --table-name Cli --key-schema AttributeName=pk,KeyType=HASH"
            + " --attribute-definitions AttributeName=pk,AttributeType=S --billing-mode PAY_PER_REQUEST");
    aws("wait table-exists --table-name Cli");
    aws("put-item --table-name Cli --item {'pk':{'S':'a'},'n':{'N':'1'}}");
    var updated =
        aws(
            "update-item --table-name Cli --key {'pk':{'S':'a'}} --return-values ALL_NEW"
                + " --update-expression ADD\u00a0n\u00a0:one --expression-attribute-values {':one':{'N':'1'}}");
    var scanned = aws("scan --table-name Cli --return-consumed-capacity TOTAL");

    assertThat(updated.at("/Attributes/n/N").asText()).isEqualTo("2");
    assertThat(scanned.at("/Items/0/pk/S").asText()).isEqualTo("a");
    assertThat(scanned.at("/ConsumedCapacity/CapacityUnits").asDouble()).isEqualTo(0.5);
  }

  /// @param arguments single quotes stand for double ones, and no-break spaces for spaces inside an
  ///     argument
  private static JsonNode aws(String arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                clients.folder() + "/cli/bin/aws",
                "--endpoint-url",
                service.address().toString(),
                "--region",
                "eu-west-1",
                "dynamodb"));
    for (var argument : arguments.split(" ", -1))
      command.add(argument.replace('\'', '"').replace('\u00a0', ' '));
    var output =
        run(command, Map.of("AWS_ACCESS_KEY_ID", "key", "AWS_SECRET_ACCESS_KEY", "secret"));
    return Service.json(output.isEmpty() ? "{}" : output);
  }

  private static String run(List<String> command, Map<String, String> environment)
      throws Exception {
    var ended = process(command, environment);
    assertThat(ended.exitCode()).as("%s:%n%s", command, ended.output()).isZero();
    return ended.output();
  }

  private record Ended(int exitCode, String output) {}

  private static Ended process(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    var output = Files.createTempFile("client", ".txt");
    try {
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      var inTime = process.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      if (!inTime) process.destroy();
      var said = Files.readString(output);
      return inTime
          ? new Ended(process.exitValue(), said)
          : new Ended(TIMED_OUT, "%s%n(not done within %d seconds)".formatted(said, SECONDS_MAX));
    } finally {
      Files.delete(output);
    }
  }
}
