package groundswell.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.Challenges;
import groundswell.domain.challenges.Terms;
import groundswell.domain.events.Bus;
import groundswell.domain.events.Event;
import groundswell.domain.ids.ChallengeId;
import groundswell.domain.ids.MetricId;
import groundswell.domain.settings.Settings;
import groundswell.domain.settings.TenantSettings;
import groundswell.http.Answer;
import groundswell.http.Cursor;
import groundswell.http.EntityTag;
import groundswell.http.Json;
import groundswell.http.Page;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.TermsCodec;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Defining and reading challenges.
final class ChallengeRoutes {
  private static final int LISTED_MAX = 500;

  private final Challenges challenges;
  private final TenantSettings settings;
  private final Bus bus;
  private final Quotas quotas;
  private final InstantSource clock;

  ChallengeRoutes(
      Challenges challenges, TenantSettings settings, Bus bus, Quotas quotas, InstantSource clock) {
    this.quotas = quotas;
    this.challenges = challenges;
    this.settings = settings;
    this.bus = bus;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("PUT /challenges/{challenge}", TenantAccess.MANAGE, this::put)
        .add("GET /challenges/{challenge}", TenantAccess.SHARED, this::get)
        .add("GET /challenges", TenantAccess.SHARED, this::list)
        .add("POST /challenges/{challenge}/recalculate", TenantAccess.MANAGE, this::recalculate);
  }

  /// Defines a challenge, or changes its terms. The same terms again change nothing. With
  /// `If-Match`, the write is refused if somebody else changed the challenge meanwhile.
  private Answer put(Request request) {
    var id = request.challenge();
    var rules = settings.find(request.tenant()).settings();
    var terms = request.read(definition -> terms(id, definition, rules));
    return Optimistic.settle(
        "challenge " + id,
        new Read(challenges.find(request.tenant(), id), true),
        read -> {
          var stored = read.stored();
          var now = clock.instant();
          var next =
              stored
                  .map(challenge -> challenge.change(terms, now))
                  .orElseGet(() -> Challenge.create(id, terms, now));
          var isMade = stored.filter(next::equals).isPresent();
          long expected = stored.map(Challenge::version).orElse(Versions.NONE);
          EntityTag.check(request.ifMatch(), expected, isMade);
          if (isMade) return new Settled<>(ok(next));
          if (stored.isPresent() && read.isFirst()) quotas.takeRecalculation(request.tenant());
          if (!challenges.saveIf(request.tenant(), next, expected))
            return new Outrun<>(new Read(challenges.find(request.tenant(), id), false));
          return new Settled<>(
              stored.isEmpty() ? Answer.created(view(next)).at(next.version()) : ok(next));
        });
  }

  /// @param isFirst whether no write was tried yet: a request takes its quota once
  private record Read(Optional<Challenge> stored, boolean isFirst) {}

  private Answer get(Request request) {
    return ok(Lookup.challenge(challenges, request));
  }

  private Answer list(Request request) {
    request.checkQuery(Set.of("limit", Cursor.NAME));
    int limit = request.number("limit", 1, LISTED_MAX).orElse(LISTED_MAX);
    var after = Cursor.read(request, ChallengeId::new);
    var ids = challenges.ids(request.tenant(), after, limit + 1);
    var page = Page.of(ids, limit, ChallengeId::value);
    var found = challenges.findAll(request.tenant(), page.items());
    return Answer.ok(
        new ChallengeList(
            found.stream().map(ChallengeRoutes::view).toList(), page.next().orElse(null)));
  }

  /// Recomputes every member's progress, and the board.
  private Answer recalculate(Request request) {
    var challenge = Lookup.challenge(challenges, request);
    quotas.takeRecalculation(request.tenant());
    var event =
        new Event.ChallengeChanged(request.tenant(), challenge.id(), challenge.version(), true);
    bus.publish(Set.of(event));
    return Answer.accepted(new Recalculation(challenge.id().value(), challenge.version()));
  }

  /// @param rules whose source policy is copied into a definition without one of its own
  private static Terms terms(ChallengeId path, JsonObject definition, Settings rules) {
    var terms = TermsCodec.decode(definition, rules.sources());
    checkMetrics(rules, terms, definition);
    if (TermsCodec.id(definition).filter(id -> !id.equals(path)).isPresent())
      throw definition.error("id", "must be %s, as in the path".formatted(path));
    return terms;
  }

  /// A metric that nobody can enter would leave the challenge at 0 for ever.
  private static void checkMetrics(Settings rules, Terms terms, JsonObject definition) {
    var known = rules.entries().metrics().keySet();
    for (var metric : terms.rule().metrics()) {
      if (!known.contains(metric)) {
        var names = known.stream().map(MetricId::value).collect(Collectors.joining(", "));
        throw definition.error(
            "rule", "there is no metric %s; there are %s".formatted(metric, names));
      }
    }
  }

  private static Answer ok(Challenge challenge) {
    return Answer.ok(view(challenge)).at(challenge.version());
  }

  /// The definition, its defaults filled in, and its version.
  private static ObjectNode view(Challenge challenge) {
    var view = Json.object().put("id", challenge.id().value());
    view.setAll((ObjectNode) Json.readJson(TermsCodec.encode(challenge.terms())));
    return view.put("version", challenge.version());
  }

  /// @param next the cursor of the next page, if there is one
  record ChallengeList(List<ObjectNode> challenges, @Nullable String next) {}

  record Recalculation(String challenge, long version) {}
}
