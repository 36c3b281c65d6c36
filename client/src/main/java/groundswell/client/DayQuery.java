package groundswell.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of a member's days to show. What is null is left to the API: the last 31 days, all
/// metrics, and what counts by the tenant's settings.
public record DayQuery(
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable String metric,
    @Nullable String challenge) {

  String query() {
    var parameters = new ArrayList<String>();
    add(parameters, "from", from);
    add(parameters, "to", to);
    add(parameters, "metric", metric);
    add(parameters, "challenge", challenge);
    return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
  }

  private static void add(List<String> parameters, String name, @Nullable Object value) {
    if (value != null) parameters.add(name + "=" + URLEncoder.encode(value.toString(), UTF_8));
  }
}
