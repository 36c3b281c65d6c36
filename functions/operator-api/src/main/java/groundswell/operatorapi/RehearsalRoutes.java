package groundswell.operatorapi;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.http.Answer;
import groundswell.http.Creations;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.ProblemCode;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureState.Name;
import groundswell.operations.domain.Rehearsal;
import groundswell.operations.domain.Rehearsals;
import groundswell.operations.failures.AuditLog;
import groundswell.operations.failures.FilterCodec;
import groundswell.operations.replayer.CommandQueue;
import groundswell.operations.replayer.ReplayerCommand;
import groundswell.platform.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rehearses a redrive with every write discarded.
final class RehearsalRoutes {
  private static final int SAMPLES = 3;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final Rehearsals rehearsals;
  private final AuditLog audit;
  private final Creations creations;
  private final CommandQueue commands;

  RehearsalRoutes(
      Rehearsals rehearsals, AuditLog audit, Creations creations, CommandQueue commands) {
    this.rehearsals = rehearsals;
    this.audit = audit;
    this.creations = creations;
    this.commands = commands;
  }

  void addTo(Router<OperatorAccess> router) {
    router
        .add("POST /rehearsals", OperatorAccess.OPERATE, this::start)
        .add("GET /rehearsals/{rehearsal}", OperatorAccess.OPERATE, this::get);
  }

  private Answer start(Request request) {
    var order = request.read(Order::of);
    var creation = creations.of(request, "rehearsals");
    var asked =
        Rehearsal.of(
            creation.id(), order.filter(), request.caller().who(), creation.at(), order.samples());
    rehearsals.create(asked);
    var rehearsal = creation.mayExist() ? rehearsals.find(asked.id()).orElse(asked) : asked;
    audit.appendOnce(
        creation.at(),
        creation.id(),
        request.caller().who(),
        "rehearse",
        "none needed, because a rehearsal writes nothing",
        order.filter(),
        "started rehearsal %s of %d samples".formatted(rehearsal.id(), rehearsal.samples()));
    boolean hasRun = rehearsal.verdicts().isPresent();
    if (!hasRun) commands.send(new ReplayerCommand.Rehearse(rehearsal.id()));
    return Answer.accepted(View.of(rehearsal));
  }

  private Answer get(Request request) {
    var id = request.path().getOrDefault("rehearsal", "");
    if (!ID.matcher(id).matches())
      throw HttpProblem.badRequest("rehearsal id must be 1 to 64 letters, digits or '-'");
    return Answer.ok(
        View.of(
            rehearsals
                .find(id)
                .orElseThrow(
                    () ->
                        HttpProblem.of(
                            ProblemCode.UNKNOWN_REHEARSAL,
                            "there is no rehearsal \"%s\"".formatted(id)))));
  }

  private record Order(FailureFilter filter, int samples) {
    static Order of(JsonObject body) {
      body.allowOnly(List.of("filter", "samples"));
      int samples = body.has("samples") ? body.smallNumber("samples") : SAMPLES;
      if (samples < 1 || samples > Rehearsal.SAMPLES_MAX)
        throw body.error("samples", "%d is not in 1..%d".formatted(samples, Rehearsal.SAMPLES_MAX));
      return new Order(Filters.ofBody(body, Name.OPEN, Name.PARKED), samples);
    }
  }

  /// @param verdicts empty until the rehearsal has run
  record View(
      String rehearsal,
      JsonNode filter,
      String by,
      String askedAt,
      int samples,
      boolean ended,
      @Nullable List<Verdict> verdicts) {
    static View of(Rehearsal rehearsal) {
      return new View(
          rehearsal.id(),
          Json.readJson(FilterCodec.write(rehearsal.filter())),
          rehearsal.by(),
          Json.time(rehearsal.askedAt()),
          rehearsal.samples(),
          rehearsal.verdicts().isPresent(),
          rehearsal.verdicts().map(some -> some.stream().map(Verdict::of).toList()).orElse(null));
    }
  }

  /// @param failed why it would fail again
  record Verdict(String failure, boolean succeeds, @Nullable String failed, List<String> writes) {
    static Verdict of(Rehearsal.Verdict verdict) {
      return new Verdict(
          verdict.failure().value(),
          verdict.failed().isEmpty(),
          verdict.failed().orElse(null),
          verdict.writes());
    }
  }
}
