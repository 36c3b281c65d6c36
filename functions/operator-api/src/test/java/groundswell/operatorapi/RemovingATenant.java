package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import org.junit.jupiter.api.Test;

class RemovingATenant {
  private final OperatorWorld world = new OperatorWorld();
  private final String path = "/operations/tenants/" + world.tenant;

  @Test
  void marksItAndHasItErased() {
    assertThat(show().status()).isEqualTo(404);
    assertThat(show().at("/type")).endsWith("not-removed");

    var ordered = remove(world.tenant.value()).expect(202);

    assertThat(ordered.at("/state")).isEqualTo("removing");
    assertThat(ordered.at("/ordered_at")).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(show().expect(200).json()).isEqualTo(ordered.json());
    assertThat(world.erasures())
        .singleElement()
        .asString()
        .contains("EraseTenant", world.tenant.value());
    var audit = world.as("operator", "olga", "GET", "/audit").expect(200).json().toString();
    assertThat(audit).contains("remove-tenant", "contract ended", world.tenant.value());
  }

  /// For example after a crash between the mark and the message.
  @Test
  void startsTheErasureOnceMoreWhenItIsAskedForAgain() {
    var first = remove(world.tenant.value()).expect(202);
    assertThat(world.erasures()).hasSize(1);
    world.at("2026-03-11T12:00:00Z");

    assertThat(remove(world.tenant.value()).expect(202).json()).isEqualTo(first.json());
    assertThat(world.erasures()).hasSize(1);
  }

  @Test
  void wantsTheNameOnceMoreAndAReason() {
    assertThat(remove("acme").expect(422).errors())
        .singleElement()
        .asString()
        .startsWith("confirm: must be the tenant's name");
    world
        .as(
            "operator",
            "olga",
            "POST",
            path + "/remove",
            "{\"confirm\": \"%s\"}".formatted(world.tenant))
        .expect(422);
    assertThat(world.erasures()).isEmpty();
    assertThat(show().status()).isEqualTo(404);
  }

  @Test
  void isForOperatorsAlone() {
    for (var role : new String[] {"admin", "viewer", "member"}) {
      world.as(role, "somebody", "GET", path).expect(403);
      world.as(role, "somebody", "POST", path + "/remove", "{}").expect(403);
    }
  }

  private Reply show() {
    return world.as("operator", "olga", "GET", path);
  }

  private Reply remove(String confirm) {
    return world.as(
        "operator",
        "olga",
        "POST",
        path + "/remove",
        "{\"reason\": \"contract ended\", \"confirm\": \"%s\"}".formatted(confirm));
  }
}
