package groundswell.operatorapi;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.http.testing.Reply;
import org.junit.jupiter.api.Test;

class ShowingTheFlow {
  private final OperatorWorld world = new OperatorWorld();

  private Reply flow() {
    return world.as("operator", "olga", "GET", "/operations/flow");
  }

  @Test
  void saysWhatWaitsInEachQueueAndItsCap() {
    world.work("one");
    world.work("two");

    var reply = flow();

    assertThat(reply.status()).isEqualTo(200);
    var mapping = reply.json().at("/mappings/0");
    assertThat(mapping.path("function").asText()).isEqualTo("work");
    assertThat(mapping.path("cap").asInt()).isEqualTo(4);
    assertThat(mapping.path("waiting").asInt()).isEqualTo(2);
    assertThat(mapping.path("in_flight").asInt()).isZero();
    assertThat(mapping.path("delayed").asInt()).isZero();
    assertThat(reply.json().path("as_of").asText()).isEqualTo("2026-03-10T12:00:00Z");
    assertThat(reply.json().path("poll_after_seconds").asInt()).isEqualTo(2);
  }

  @Test
  void countsWhatAFunctionHasReceivedApart() {
    world.work("one");
    world.receiveWork();

    var mapping = flow().json().at("/mappings/0");

    assertThat(mapping.path("waiting").asInt()).isZero();
    assertThat(mapping.path("in_flight").asInt()).isEqualTo(1);
  }

  @Test
  void asksTheQueuesOnceASecondHoweverManyLook() {
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isZero();
    world.work("one");

    world.at("2026-03-10T12:00:00.999Z");
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isZero();
    world.at("2026-03-10T12:00:01Z");
    assertThat(flow().json().at("/mappings/0/waiting").asInt()).isEqualTo(1);
  }

  @Test
  void isForOperatorsAlone() {
    for (var role : new String[] {"admin", "member", "viewer"}) {
      assertThat(world.as(role, "somebody", "GET", "/operations/flow").status()).isEqualTo(403);
    }
  }

  @Test
  void takesNoParameters() {
    assertThat(world.as("operator", "olga", "GET", "/operations/flow?span=1h").status())
        .isEqualTo(400);
  }
}
