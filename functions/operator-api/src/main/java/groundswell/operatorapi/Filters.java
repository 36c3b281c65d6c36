package groundswell.operatorapi;

import groundswell.http.Caller;
import groundswell.http.HttpProblem;
import groundswell.http.Json;
import groundswell.http.Request;
import groundswell.http.Role;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.FailureState;
import groundswell.operations.failures.FilterCodec;
import groundswell.platform.json.InvalidJson;
import groundswell.platform.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the filter of a request.
final class Filters {
  private static final String STATE = "state";
  private static final String ID = "id";
  private static final String IDS = "ids";

  private Filters() {}

  /// The filter in the query. Limited to the caller's tenant unless the caller is an operator.
  ///
  /// @param others which other keys the query may have
  static FailureFilter ofQuery(Request request, Set<String> others) {
    var known = new HashSet<>(FilterCodec.KEYS);
    known.remove(IDS);
    known.add(ID);
    var allowed = new HashSet<>(known);
    allowed.addAll(others);
    request.checkQuery(allowed);
    var json = Json.object();
    request
        .query()
        .forEach(
            (name, value) -> {
              if (known.contains(name) && !name.equals(ID)) json.put(name, value);
            });
    var ids = request.query().get(ID);
    if (ids != null) List.of(ids.split(",", -1)).forEach(json.putArray(IDS)::add);
    try {
      return within(request.caller(), FilterCodec.read(JsonObject.of(json)));
    } catch (InvalidJson e) {
      throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /// The filter in the body.
  ///
  /// @param states those that it may ask for; the first is the default
  static FailureFilter ofBody(JsonObject body, FailureState.Name... states) {
    var json = body.object("filter");
    var filter = FilterCodec.read(json);
    if (!json.has(STATE)) return filter.withState(states[0]);
    if (List.of(states).contains(filter.state())) return filter;
    throw json.error(
        STATE,
        "\"%s\" can't be asked for here; what can be is %s"
            .formatted(
                filter.state().label(),
                List.of(states).stream().map(FailureState.Name::label).toList()));
  }

  private static FailureFilter within(Caller caller, FailureFilter filter) {
    return caller.role() == Role.OPERATOR ? filter : filter.withTenant(caller.tenant());
  }
}
