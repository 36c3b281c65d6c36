package groundswell.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.sun.net.httpserver.HttpExchange;
import groundswell.client.ApiClient;
import groundswell.client.BoardSelection;
import groundswell.client.ChallengesApi;
import groundswell.client.DayQuery;
import groundswell.client.Endpoint;
import groundswell.client.FailureFilter;
import groundswell.client.MappingsApi;
import groundswell.client.MemberFilter;
import groundswell.client.MembersApi;
import groundswell.client.OperationsApi;
import groundswell.client.RedriveOrder;
import groundswell.client.RetryPolicy;
import groundswell.client.SettingsApi;
import groundswell.client.UploadFilter;
import groundswell.client.UploadRequest;
import groundswell.client.UploadsApi;
import groundswell.client.model.ActivityCorrection;
import groundswell.client.model.ActivityEntry;
import groundswell.client.model.Profile;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MemberId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.ids.SourceId;
import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.http.testing.AnswerCheck;
import groundswell.http.testing.ApiDocument;
import groundswell.local.http.LoopbackServer;
import groundswell.local.http.TrustedCallers;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call of the command's client is one that `api/openapi.yaml` describes: its route, the
/// parameters of its query, and its body.
class TheClient {
  private static final MemberId MEMBER = new MemberId("ann");
  private static final ChallengeId CHALLENGE = new ChallengeId("spring");
  private static final MetricId METRIC = new MetricId("steps");
  private static final UploadId UPLOAD = new UploadId("01a210206e03-111a77ccd2190467");
  private static final String ID = "0".repeat(32);
  private static final String REDRIVE = "01a2129d342c-ec9dd980d514b37d";
  private static final Instant NOON = Instant.parse("2026-03-20T12:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 20);
  private static final FailureFilter FILTER =
      new FailureFilter(
          "open",
          "6f5e08a61213",
          "acme",
          UPLOAD.value(),
          "spring",
          "Work",
          NOON,
          NOON,
          "no",
          List.of(ID));

  @TempDir private Path directory;

  private final List<Call> received = new ArrayList<>();
  private final Map<String, List<Call>> calls = new LinkedHashMap<>();

  private record Call(String method, String path, String query, String type, String body) {}

  @Test
  void asksOnlyWhatTheDocumentDescribes() throws IOException {
    askEverything();

    assertThat(calls.keySet()).containsExactlyInAnyOrderElementsOf(methods());
    assertThat(calls).allSatisfy((method, asked) -> assertThat(asked).as(method).isNotEmpty());
    assertThat(calls.values().stream().flatMap(List::stream).flatMap(TheClient::mistakes))
        .isEmpty();
  }

  /// What is wrong with a call, a sentence each.
  private static Stream<String> mistakes(Call call) {
    var operation = ApiDocument.OURS.serving(call.method(), call.path());
    if (operation.isEmpty()) return Stream.of("no route for " + call);
    var known = operation.get().parameters("query");
    var unknown =
        Arrays.stream(call.query().split("&"))
            .map(each -> each.split("=", 2)[0])
            .filter(name -> !name.isEmpty() && !known.contains(name))
            .map(name -> "%s does not take %s".formatted(operation.get(), name));
    return Stream.concat(unknown, mistakesOfBody(operation.get(), call));
  }

  private static Stream<String> mistakesOfBody(ApiDocument.Operation operation, Call call) {
    var described = ApiDocument.OURS.resolved(operation.at("requestBody"));
    var schema = described.path("content").path(call.type()).path("schema");
    if (call.body().isEmpty() || (call.body().equals("{}") && schema.isMissingNode()))
      return Stream.empty();
    if (schema.isMissingNode()) return Stream.of("%s takes no %s".formatted(operation, call));
    if (!call.type().equals("application/json")) return Stream.empty();
    return AnswerCheck.errors(schema, call.body()).stream()
        .map(Error::toString)
        .map(error -> "%s: %s in %s".formatted(operation, error, call.body()));
  }

  private void askEverything() throws IOException {
    try (var server = LoopbackServer.start(0, new TrustedCallers(), this::answer)) {
      var api =
          new ApiClient(
              new Endpoint(server.address(), false), () -> "token", RetryPolicy.onServerErrors());
      askOfChallenges(new ChallengesApi(api));
      askOfMembers(new MembersApi(api));
      askOfUploads(new UploadsApi(api));
      askOfFailures(new OperationsApi(api));
      askOfRedrives(new OperationsApi(api));
      askOfSettings(new SettingsApi(api), new MappingsApi(api));
    }
  }

  private void askOfChallenges(ChallengesApi api) {
    ask("ChallengesApi.put", () -> api.put(CHALLENGE, "name: Spring", OptionalLong.of(7)));
    ask("ChallengesApi.find", () -> api.find(CHALLENGE));
    ask("ChallengesApi.list", api::list);
    ask("ChallengesApi.recalculate", () -> api.recalculate(CHALLENGE));
    ask("ChallengesApi.board", () -> api.board(CHALLENGE, new BoardSelection.Top(3)));
    ask("ChallengesApi.board", () -> api.board(CHALLENGE, new BoardSelection.Page(1, 9)));
    ask("ChallengesApi.board", () -> api.board(CHALLENGE, new BoardSelection.Around(MEMBER, 2)));
    ask("ChallengesApi.board", () -> api.board(CHALLENGE, new BoardSelection.Usual()));
    ask("ChallengesApi.wholeBoard", () -> api.wholeBoard(CHALLENGE));
  }

  private void askOfMembers(MembersApi api) {
    var profile = new Profile("Ann", "Blue", "Europe/Paris", List.of(CHALLENGE));
    var filter = new MemberFilter("a", "an", "registered");
    var value = new BigDecimal("8214.5");
    var entry = new ActivityEntry(DAY, METRIC, value, false, NOON, new SourceId("watch"));
    ask("MembersApi.put", () -> api.put(MEMBER, profile));
    ask("MembersApi.find", () -> api.find(MEMBER));
    ask("MembersApi.list", () -> api.list(filter, 5, Optional.of("ann")));
    ask("MembersApi.remove", () -> api.remove(MEMBER));
    ask("MembersApi.erase", () -> api.erase(MEMBER));
    ask("MembersApi.export", () -> api.export(MEMBER));
    ask("MembersApi.join", () -> api.join(MEMBER, CHALLENGE));
    ask("MembersApi.leave", () -> api.leave(MEMBER, CHALLENGE));
    ask("MembersApi.enter", () -> api.enter(MEMBER, entry));
    ask(
        "MembersApi.enter",
        () -> api.enter(MEMBER, new ActivityEntry(DAY, METRIC, null, true, null, null)));
    for (var correction :
        List.of(
            ActivityCorrection.to(DAY, METRIC, value),
            ActivityCorrection.blank(DAY, METRIC),
            ActivityCorrection.lift(DAY, METRIC)))
      ask("MembersApi.correct", () -> api.correct(MEMBER, correction));
    ask("MembersApi.progress", () -> api.progress(MEMBER));
    ask("MembersApi.rewards", () -> api.rewards(MEMBER));
    ask("MembersApi.days", () -> api.days(MEMBER, new DayQuery(DAY, DAY, "steps", "spring")));
  }

  private void askOfUploads(UploadsApi api) throws IOException {
    var file = Files.writeString(directory.resolve("a.csv"), "member_id");
    var filter = new UploadFilter("activity", "completed", "ann", NOON, NOON);
    var activity = UploadRequest.activity(file).mappedBy("garmin").reading("corrections");
    ask("UploadsApi.create", () -> api.create(activity.under("all-or-nothing").checked()));
    ask("UploadsApi.create", () -> api.create(UploadRequest.members(file).complete(true)));
    ask("UploadsApi.find", () -> api.find(UPLOAD));
    ask("UploadsApi.visibility", () -> api.visibility(UPLOAD));
    ask("UploadsApi.latest", api::latest);
    ask("UploadsApi.list", () -> api.list(filter, 5, Optional.of(UPLOAD.value())));
    ask("UploadsApi.apply", () -> api.apply(UPLOAD, Optional.of("garmin"), true, true));
    ask("UploadsApi.cancel", () -> api.cancel(UPLOAD));
    ask("UploadsApi.revert", () -> api.revert(UPLOAD));
    ask("UploadsApi.revertCheck", () -> api.revertCheck(UPLOAD, Optional.of("3")));
    ask("UploadsApi.abandon", () -> api.abandon(UPLOAD));
    ask("UploadsApi.downloadRejects", () -> api.downloadRejects(UPLOAD, directory.resolve("r")));
    ask("UploadsApi.rejectsText", () -> api.rejectsText(UPLOAD));
    ask(
        "UploadsApi.downloadFates",
        () -> api.downloadFates(UPLOAD, directory.resolve("f"), (_, _) -> {}));
  }

  private void askOfFailures(OperationsApi api) {
    ask("OperationsApi.groups", api::groups);
    ask("OperationsApi.failures", () -> api.failures(FILTER, 5, Optional.of("cursor")));
    ask("OperationsApi.failure", () -> api.failure(ID));
    ask("OperationsApi.park", () -> api.park(FILTER.withState("open"), "hopeless"));
    ask("OperationsApi.restore", () -> api.restore(FILTER.withState("parked"), "not hopeless"));
    ask("OperationsApi.edit", () -> api.edit(ID, "{\"detail\": {}}", "a wrong date"));
    ask("OperationsApi.audit", () -> api.audit(Optional.of(NOON), 5));
    ask("OperationsApi.removeTenant", () -> api.removeTenant(new TenantId("acme"), "ended"));
    ask("OperationsApi.removedTenant", () -> api.removedTenant(new TenantId("acme")));
  }

  private void askOfRedrives(OperationsApi api) {
    var order = RedriveOrder.of(FILTER).atMost(9);
    ask("OperationsApi.plan", () -> api.plan(order));
    ask("OperationsApi.start", () -> api.start(order.because("fixed", 5)));
    ask("OperationsApi.redrives", api::redrives);
    ask("OperationsApi.redrive", () -> api.redrive(REDRIVE));
    ask("OperationsApi.pause", () -> api.pause(REDRIVE, "wait"));
    ask("OperationsApi.resume", () -> api.resume(REDRIVE, "go on"));
    ask("OperationsApi.cancel", () -> api.cancel(REDRIVE, "no"));
    ask("OperationsApi.rehearse", () -> api.rehearse(FILTER, 3));
    ask("OperationsApi.rehearsal", () -> api.rehearsal(REDRIVE));
  }

  private void askOfSettings(SettingsApi settings, MappingsApi mappings) {
    ask("SettingsApi.find", settings::find);
    ask("SettingsApi.put", () -> settings.put("version: 7"));
    ask("MappingsApi.put", () -> mappings.put("ours", "activity", "member_id=Nr"));
    ask("MappingsApi.find", () -> mappings.find("ours"));
    ask("MappingsApi.list", mappings::list);
    ask("MappingsApi.delete", () -> mappings.delete("ours"));
  }

  /// The answer to each call is an empty object, which most methods cannot use; here only the
  /// requests matter.
  private void ask(String method, Runnable call) {
    received.clear();
    try {
      call.run();
    } catch (RuntimeException e) {
      assertThat(received).as("%s asked nothing: %s", method, e).isNotEmpty();
    }
    calls.computeIfAbsent(method, _ -> new ArrayList<>()).addAll(received);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var type = exchange.getRequestHeaders().getFirst("content-type");
    received.add(
        new Call(
            exchange.getRequestMethod(),
            uri.getPath(),
            Optional.ofNullable(uri.getQuery()).orElse(""),
            Optional.ofNullable(type).orElse(""),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    exchange.getResponseHeaders().set("content-type", "application/json");
    var body = "{}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /// The methods that ask the API; [UploadsApi#send] sends a file to the bucket.
  private static List<String> methods() {
    return Stream.of(
            ChallengesApi.class,
            MembersApi.class,
            UploadsApi.class,
            OperationsApi.class,
            SettingsApi.class,
            MappingsApi.class)
        .flatMap(
            api ->
                Arrays.stream(api.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .map(method -> api.getSimpleName() + "." + method.getName()))
        .filter(method -> !method.equals("UploadsApi.send"))
        .distinct()
        .collect(Collectors.toList());
  }
}
