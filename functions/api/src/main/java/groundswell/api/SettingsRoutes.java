package groundswell.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.Optimistic;
import groundswell.domain.Optimistic.Attempt.Outrun;
import groundswell.domain.Optimistic.Attempt.Settled;
import groundswell.domain.Versions;
import groundswell.domain.settings.TenantSettings;
import groundswell.domain.settings.TenantSettings.Stored;
import groundswell.http.Answer;
import groundswell.http.EntityTag;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Router;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.SettingsCodec;
import java.time.InstantSource;
import java.util.Optional;

/// All that the tenant decides for itself.
final class SettingsRoutes {
  private final TenantSettings settings;
  private final InstantSource clock;

  SettingsRoutes(TenantSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void addTo(Router<TenantAccess> router) {
    router
        .add("GET /settings", TenantAccess.SHARED, this::get)
        .add("PUT /settings", TenantAccess.MANAGE, this::put);
  }

  private Answer get(Request request) {
    return answer(settings.find(request.tenant()));
  }

  /// The same settings again change nothing. With `If-Match`, or with the version that an answer
  /// has, the write is refused if somebody else changed the settings meanwhile.
  private Answer put(Request request) {
    var wanted = request.read(SettingsCodec::decode);
    var ifMatch = request.ifMatch().or(() -> request.read(SettingsRoutes::version));
    return Optimistic.settle(
        "the settings of " + request.tenant(),
        settings.find(request.tenant()),
        stored -> {
          var isMade = stored.version() != Versions.NONE && stored.settings().equals(wanted);
          EntityTag.check(ifMatch, stored.version(), isMade);
          if (isMade) return new Settled<>(answer(stored));
          var next = stored.next(wanted, clock.instant());
          return settings.saveIf(request.tenant(), next, stored.version())
              ? new Settled<>(answer(next))
              : new Outrun<>(settings.find(request.tenant()));
        });
  }

  private static Answer answer(Stored stored) {
    var view = (ObjectNode) Json.readJson(SettingsCodec.encode(stored.settings()));
    return Answer.ok(view.put(SettingsCodec.VERSION, stored.version())).at(stored.version());
  }

  private static Optional<String> version(JsonObject settings) {
    return settings.has(SettingsCodec.VERSION)
        ? Optional.of(EntityTag.of(settings.number(SettingsCodec.VERSION)))
        : Optional.empty();
  }
}
