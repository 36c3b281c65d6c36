package groundswell.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The `template.yaml` that is deployed.
class ReadingTheSystemsTemplate {
  private static final Path TEMPLATE = Path.of("..", "template.yaml");

  private final Topology topology =
      Template.read(TEMPLATE, Map.of("JwtIssuer", "http://127.0.0.1:9"), Texts.NAMES);

  @Test
  void isSupportedFromEndToEnd() {
    var triggered =
        Stream.of(
                topology.queueMappings().stream().map(Topology.QueueMapping::functionLogicalId),
                topology.streamMappings().stream().map(Topology.StreamMapping::functionLogicalId),
                topology.httpApi().orElseThrow().routes().stream()
                    .map(Topology.Route::functionLogicalId))
            .flatMap(ids -> ids);

    assertThat(triggered)
        .containsAll(topology.functions().stream().map(Topology.Function::logicalId).toList());
  }

  @Test
  void isAddressedAsItRunsHere() {
    assertThat(topology.outputs()).containsEntry("ApiUrl", Texts.NAMES.apiUrl());
    assertThat(topology.httpApi().orElseThrow().authorizers().values())
        .hasSize(2)
        .extracting(Topology.JwtAuthorizer::issuer)
        .containsOnly("http://127.0.0.1:9");
  }

  @Test
  void namesOnceWhatDoesNothingHere() {
    assertThat(topology.withoutEffect())
        .doesNotHaveDuplicates()
        .contains("UsersTable.PointInTimeRecoverySpecification");
  }
}
