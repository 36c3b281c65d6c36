package groundswell.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import groundswell.domain.events.Event;
import groundswell.platform.events.Envelope;
import groundswell.platform.events.EventCodec;
import groundswell.platform.json.JsonObject;
import groundswell.platform.json.JsonTree;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeepingTheContracts {
  @Test
  void everyEventHasOne() {
    assertThat(Contract.all().map(Contract::type).distinct())
        .containsExactlyInAnyOrderElementsOf(EventCodec.TYPES);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleMatchesItsSchema(Contract contract, Path sample) {
    assertThat(contract.errors(Contract.read(sample))).isEmpty();
  }

  /// An event in a queue, or one that is redriven, may be older than the code that reads it.
  @ParameterizedTest
  @MethodSource("samples")
  void everySampleOfEveryVersionStaysReadable(Contract contract, Path sample) {
    var event = read(contract, Contract.read(sample));

    assertThat(Contract.newestOf(contract.type()).errors(EventCodec.encode(event))).isEmpty();
  }

  /// After a rollback, the earlier code reads what the later code wrote.
  @ParameterizedTest
  @MethodSource("samples")
  void everySampleMatchesTheSchemasBeforeItsOwn(Contract contract, Path sample) {
    assertThat(contract.upToThis())
        .contains(contract)
        .allSatisfy(earlier -> assertThat(earlier.errors(Contract.read(sample))).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fieldsThatALaterVersionAddsAreIgnored(Contract contract, Path sample) throws Exception {
    var later = (ObjectNode) JsonTree.parse(Contract.read(sample));

    later.findParents("tenant").forEach(KeepingTheContracts::addField);
    later.forEach(field -> field.forEach(KeepingTheContracts::addField));

    assertThat(contract.errors(later.toString())).isEmpty();
    assertThat(read(contract, later.toString())).isEqualTo(read(contract, Contract.read(sample)));
  }

  private static void addField(JsonNode node) {
    if (node instanceof ObjectNode object) object.putObject("added_later").put("by", "version 2");
  }

  private static Event read(Contract contract, String detail) {
    return EventCodec.decode(
        new Envelope(contract.type(), JsonObject.parse(detail)), Contract.LATER);
  }

  @ParameterizedTest
  @MethodSource("newestSamples")
  void everySampleIsReadAndWrittenAsItIs(Contract contract, Path sample) throws Exception {
    var text = Contract.read(sample);

    var event = read(contract, text);

    assertThat(JsonTree.parse(EventCodec.encode(event))).isEqualTo(JsonTree.parse(text));
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
              assertThat(
                      EventCodec.decode(
                          new Envelope(type, JsonObject.parse(detail)), Contract.LATER))
                  .isEqualTo(event);
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSchemaRejectsADetailWithoutATenant(Contract contract, Path sample) {
    var detail = Contract.read(sample).replace("\"tenant\"", "\"client\"");

    assertThat(contract.errors(detail)).isNotEmpty();
  }

  static Stream<Arguments> newestSamples() {
    return samplesOf(
        Contract.all().filter(contract -> contract.equals(Contract.newestOf(contract.type()))));
  }

  static Stream<Arguments> samples() {
    return samplesOf(Contract.all());
  }

  private static Stream<Arguments> samplesOf(Stream<Contract> contracts) {
    return contracts.flatMap(
        contract -> contract.samples().stream().map(sample -> Arguments.of(contract, sample)));
  }
}
