package groundswell.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import groundswell.domain.events.Event;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.Mappers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeepingTheContracts {
  @Test
  void everyEventHasOne() {
    assertThat(Contract.all().map(Contract::type).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Event.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleMatchesItsSchema(Contract contract, Path sample) {
    assertThat(contract.errors(Contract.read(sample))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleIsReadAndWrittenAsItIs(Contract contract, Path sample) throws Exception {
    var text = Contract.read(sample);

    var event = EventCodec.decode(new Envelope(contract.type(), JsonObject.parse(text)));

    assertThat(Mappers.TREES.readTree(EventCodec.encode(event)))
        .isEqualTo(Mappers.TREES.readTree(text));
    assertThat(EventCodec.detailType(event)).isEqualTo(contract.type());
  }

  @Test
  void everythingThatIsWrittenMatchesTheSchemaAndIsReadBack() {
    qt().forAll(Events.any())
        .checkAssert(
            event -> {
              var detail = EventCodec.encode(event);
              var type = EventCodec.detailType(event);
              assertThat(Contract.newestOf(type).errors(detail)).as(detail).isEmpty();
              assertThat(EventCodec.decode(new Envelope(type, JsonObject.parse(detail))))
                  .isEqualTo(event);
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSchemaRejectsADetailWithoutATenant(Contract contract, Path sample) {
    var detail = Contract.read(sample).replace("\"tenant\"", "\"client\"");

    assertThat(contract.errors(detail)).isNotEmpty();
  }

  static Stream<Arguments> samples() {
    return Contract.all()
        .flatMap(
            contract -> contract.samples().stream().map(sample -> Arguments.of(contract, sample)));
  }
}
