package groundswell.api;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.domain.tenants.TenantRemoval;
import groundswell.platform.wiring.Wiring;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringForATenantThatIsRemoved {
  private final ApiWorld world = new ApiWorld();

  @ParameterizedTest
  @ValueSource(strings = {"GET /settings", "GET /challenges", "GET /members", "GET /uploads"})
  void saysSo(String route) {
    remove(Optional.empty());

    var words = route.split(" ", 2);
    var reply = world.ask(words[0], words[1]).expect(410);

    assertThat(reply.at("/type")).endsWith("tenant-removed");
    assertThat(reply.at("/detail")).contains(world.tenant.value(), "its name is not used again");
  }

  @Test
  void storesNothingWhileItIsErasedAndAfterwards() {
    remove(Optional.empty());
    world.ask("PUT", "/members/ann", "{\"display_name\": \"Ann\"}").expect(410);
    remove(Optional.of(Instant.parse("2026-03-10T13:00:00Z")));
    world.ask("PUT", "/members/ann", "{\"display_name\": \"Ann\"}").expect(410);
    world.asMember("ann", "POST", "/members/ann/activity", "{}").expect(410);

    assertThat(new Wiring(world.environment).members().list(world.tenant, "", Optional.empty(), 9))
        .isEmpty();
    assertThat(world.audit()).isEmpty();
  }

  private void remove(Optional<Instant> ended) {
    var removals = new Wiring(world.environment).removals();
    var removal = new TenantRemoval(world.tenant, world.now(), "olga", Optional.empty());
    removals.put(removal);
    ended.map(removal::ended).ifPresent(removals::end);
  }
}
