package groundswell.integration.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.ApiClient;
import groundswell.client.Response;
import groundswell.domain.ids.TenantId;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureId;
import groundswell.operations.domain.Failures;
import groundswell.operations.domain.Redrive;
import groundswell.operations.domain.RedriveId;
import groundswell.operations.domain.Redrives;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.failures.OperationsWiring;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Pause;
import groundswell.workload.client.TenantApi;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// An operator who looks at the failures of a stack and redrives them. Orders go through the API;
/// their results are read from the tables.
public final class Operator {
  private static final int PAGE = 500;
  private static final TenantId OPERATIONS = new TenantId("operations");
  private static final String REASON = "a test";

  private final Stack stack;
  private final ApiClient api;
  private final Failures failures;
  private final Redrives redrives;

  public Operator(Stack stack) {
    this.stack = stack;
    api = TenantApi.client(stack.api(), stack.token(OPERATIONS, "operator", "olga"));
    var environment =
        new FunctionEnvironment(
            Map.of(
                "OPERATIONS_TABLE", stack.name("OperationsTable"), "BUCKET", stack.name("Bucket")),
            stack.aws(),
            InstantSource.system(),
            Pause.inRealTime(),
            new SplittableRandom());
    failures = new OperationsWiring(environment).failures();
    redrives = new OperationsWiring(environment).redrives();
  }

  public Failures failures() {
    return failures;
  }

  /// All failures that a filter matches.
  public List<Failure> all(FailureFilter filter) {
    var all = new ArrayList<Failure>();
    var cursor = Optional.<String>empty();
    do {
      var page = failures.page(filter, PAGE, cursor);
      all.addAll(page.failures());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  /// What a route shows.
  public JsonNode look(String path) {
    return api.get(path).body();
  }

  /// What a redrive would do.
  public JsonNode plan(FailureFilter filter) {
    return post("/redrives/plan", "{\"filter\":%s}".formatted(FilterCodec.write(filter)));
  }

  /// Starts a redrive.
  ///
  /// @param refailurePercentMax the share of repeated failures at which it stops
  public RedriveId start(FailureFilter filter, int refailurePercentMax) {
    var order =
        "{\"filter\":%s,\"reason\":\"%s\",\"refailure_percent_max\":%d}"
            .formatted(FilterCodec.write(filter), REASON, refailurePercentMax);
    return new RedriveId(post("/redrives", order).path("redrive").asText());
  }

  /// Waits until a redrive has ended.
  public Redrive await(RedriveId id) {
    stack.await("end of redrive " + id, () -> redrive(id).state().ended());
    return redrive(id);
  }

  private Redrive redrive(RedriveId id) {
    return redrives.find(id).orElseThrow();
  }

  /// Redrives, and waits for the end.
  public Redrive redrive(FailureFilter filter, int refailurePercentMax) {
    return await(start(filter, refailurePercentMax));
  }

  /// What the API shows about one failure, with its message's body.
  public JsonNode details(FailureId failure) {
    return ok("/failures/" + failure, api.get("/failures/" + failure));
  }

  /// Rehearses one failure: it is handled with every write discarded. Waits for the verdict.
  public JsonNode rehearse(FailureFilter filter) {
    var order = "{\"filter\":%s,\"samples\":1}".formatted(FilterCodec.write(filter));
    var path = "/rehearsals/" + post("/rehearsals", order).path("rehearsal").asText();
    stack.await("verdict of " + path, () -> api.get(path).body().path("ended").asBoolean());
    return ok(path, api.get(path));
  }

  /// Puts failures aside.
  ///
  /// @return how many
  public int park(FailureFilter filter) {
    var order = "{\"filter\":%s,\"reason\":\"%s\"}".formatted(FilterCodec.write(filter), REASON);
    return post("/failures/park", order).path("changed").asInt();
  }

  private JsonNode post(String path, String order) {
    return ok(path + " " + order, api.post(path, order));
  }

  private static JsonNode ok(String request, Response answer) {
    assertThat(answer.isOk()).as("%s: %s", request, answer).isTrue();
    return answer.body();
  }
}
