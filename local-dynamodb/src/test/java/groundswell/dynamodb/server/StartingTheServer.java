package groundswell.dynamodb.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server in a process of its own.
class StartingTheServer {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern READY =
      Pattern.compile("local-dynamodb listens on (http://[^:]+:\\d+)");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  @Test
  void answersAsLocalStackStartsIt() throws Exception {
    var server = start("-port", "0", "-inMemory");

    assertThat(call(server, "key", "eu-west-1", "ListTables", "{}")).isEqualTo("{'TableNames':[]}");
  }

  @Test
  void keepsTablesApartByAccessKeyAndRegion() throws Exception {
    var server = start("-port", "0", "-inMemory");
    createTable(server, "one", "eu-west-1");

    assertThat(call(server, "one", "eu-west-1", "ListTables", "{}"))
        .isEqualTo("{'TableNames':['Table']}");
    assertThat(call(server, "two", "eu-west-1", "ListTables", "{}")).isEqualTo("{'TableNames':[]}");
    assertThat(call(server, "one", "us-east-1", "ListTables", "{}")).isEqualTo("{'TableNames':[]}");
  }

  @Test
  void sharesTablesWhereItIsAskedTo() throws Exception {
    var server = start("--port", "0", "--shared");
    createTable(server, "one", "eu-west-1");

    assertThat(call(server, "two", "us-east-1", "ListTables", "{}"))
        .isEqualTo("{'TableNames':['Table']}");
  }

  @Test
  void namesTablesAsLocalStackExpectsThem() throws Exception {
    var server = start("-port", "0", "-inMemory");
    createTable(server, "one", "eu-west-1");

    assertThat(call(server, "one", "eu-west-1", "DescribeTable", "{'TableName':'Table'}"))
        .contains("'TableArn':'arn:aws:dynamodb:ddblocal:000000000000:table/Table'");
  }

  @Test
  void keepsTablesInAFolder(@TempDir Path folder) throws Exception {
    var server = start("--port", "0", "--data-dir", folder.resolve("tables").toString());
    createTable(server, "a..b*", "eu-west-1");
    call(
        server,
        "a..b*",
        "eu-west-1",
        "PutItem",
        "{'TableName':'Table','Item':{'Id':{'S':'kept'}}}");
    started.getFirst().destroy();
    started.getFirst().waitFor();

    var next = start("--port", "0", "-dbPath", folder.resolve("tables").toString());

    assertThat(call(next, "a..b*", "eu-west-1", "Scan", "{'TableName':'Table'}"))
        .contains("'Id':{'S':'kept'}");
  }

  @Test
  void opensNoMoreDatabasesThanItCanHold() throws Exception {
    var server = start("--port", "0");
    for (var i = 0; i < Databases.DATABASES_MAX; i++)
      call(server, "key" + i, "eu-west-1", "ListTables", "{}");

    assertThat(call(server, "one-more", "eu-west-1", "ListTables", "{}"))
        .contains("LimitExceededException", "--shared");
    assertThat(call(server, "key0", "eu-west-1", "ListTables", "{}"))
        .isEqualTo("{'TableNames':[]}");
  }

  @Test
  void explainsItself() throws Exception {
    assertThat(said("--help"))
        .contains("--port", "--data-dir", "--shared")
        .doesNotContain("-inMemory");
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    var server = start("--port", "0");

    assertThat(said("--port", "70000")).contains("--port must be from 0 to 65535, not 70000");
    assertThat(said("--port", "x")).contains("'x' is not an int");
    assertThat(said("-inMemory", "-dbPath", "x")).contains("exclude each other");
    assertThat(said("--port", Integer.toString(server.getPort())))
        .contains("cannot listen on 127.0.0.1 port " + server.getPort());
  }

  private URI start(String... arguments) throws IOException {
    var process = process(arguments);
    started.add(process);
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new StringBuilder();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      var ready = READY.matcher(line);
      if (ready.matches()) return URI.create(ready.group(1));
      said.append(line).append('\n');
    }
    throw new AssertionError("the server ended: " + said);
  }

  /// What the command prints if it starts no server.
  private static String said(String... arguments) {
    var output = new StringWriter();
    var command = DynamoDbServer.commandLine();
    command.setOut(new PrintWriter(output)).setErr(new PrintWriter(output)).execute(arguments);
    return output.toString();
  }

  private static Process process(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DynamoDbServer.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void createTable(URI server, String accessKey, String region) throws Exception {
    call(
        server,
        accessKey,
        region,
        "CreateTable",
        "{'TableName':'Table','BillingMode':'PAY_PER_REQUEST','KeySchema':[{'AttributeName':'Id','KeyType':'HASH'}],'AttributeDefinitions':[{'AttributeName':'Id','AttributeType':'S'}]}");
  }

  private static String call(
      URI server, String accessKey, String region, String operation, String json) throws Exception {
    var request =
        HttpRequest.newBuilder(server)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
                    .formatted(accessKey, region))
            .POST(HttpRequest.BodyPublishers.ofString(json.replace('\'', '"')))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body().replace('"', '\'');
  }
}
