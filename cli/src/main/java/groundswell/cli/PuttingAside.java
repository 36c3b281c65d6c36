package groundswell.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Changes all failures that a filter matches, in as many calls as it takes.
final class PuttingAside {
  private final Groundswell root;

  PuttingAside(Groundswell root) {
    this.root = root;
  }

  /// @param action `park` or `restore`
  /// @param done what was done to them, in a word
  int run(String action, String done, ObjectNode filter, Reason reason) {
    var order = Json.object().put("reason", reason.text);
    order.set("filter", filter);
    long changed = 0;
    long unchanged = 0;
    boolean more;
    do {
      var answer = root.operations().post("/failures/" + action, order);
      changed += answer.path("changed").asLong();
      unchanged += answer.path("unchanged").asLong();
      more = answer.path("more").asBoolean() && answer.path("changed").asLong() > 0;
    } while (more);
    var sum = Json.object().put("changed", changed).put("unchanged", unchanged);
    var text = "%,d %s".formatted(changed, done);
    return root.show(sum, () -> text);
  }
}
