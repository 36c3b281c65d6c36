package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Property.FindInMap;
import groundswell.structure.Template.Mapping;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The figures that must fit together, in each pace. [MappingsOfQueues] has the further rules for
/// the normal pace.
class Paces {
  private static final int LARGEST_BATCH_WITHOUT_WINDOW = 10;

  /// The one table that has ids of AWS's own, and no figures.
  private static final String OF_CLOUDFRONT = "CloudFrontPolicies";

  private static final Template TEMPLATE = Template.read();

  static List<String> paces() {
    return TEMPLATE.root().at("Parameters", Template.PACE, "AllowedValues").items().stream()
        .map(Property::text)
        .toList();
  }

  @Test
  void haveAFigureInEveryRow() {
    assertThat(TEMPLATE.root().at("Mappings").fields())
        .isNotEmpty()
        .satisfies(mappings -> assertThat(mappings).containsKey(OF_CLOUDFRONT));
    assertThat(TEMPLATE.root().at("Mappings").fields().entrySet())
        .filteredOn(mapping -> !mapping.getKey().equals(OF_CLOUDFRONT))
        .flatMap(mapping -> mapping.getValue().fields().values())
        .allSatisfy(row -> assertThat(row.fields()).containsOnlyKeys(paces()));
  }

  @Test
  void haveNoRowThatNothingUses() {
    var rows =
        TEMPLATE.root().at("Mappings").fields().entrySet().stream()
            .flatMap(
                mapping ->
                    mapping.getValue().fields().keySet().stream()
                        .map(row -> List.of(mapping.getKey(), row)));

    assertThat(figures(TEMPLATE.root().at("Resources")).map(Paces::row).distinct())
        .containsExactlyInAnyOrderElementsOf(rows.toList());
  }

  /// Lambda refuses a mapping of a queue otherwise
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html>).
  @ParameterizedTest
  @MethodSource("paces")
  void gatherMoreThanTenMessagesOnlyInAWindow(String pace) {
    var template = TEMPLATE.inPace(pace);

    assertThat(template.queueMappings())
        .filteredOn(
            mapping -> number(template, mapping, "BatchSize") > LARGEST_BATCH_WITHOUT_WINDOW)
        .allSatisfy(mapping -> assertThat(window(template, mapping)).isGreaterThanOrEqualTo(1));
  }

  /// Lambda refuses a mapping of a queue otherwise
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>).
  @ParameterizedTest
  @MethodSource("paces")
  void hideAMessageForAsLongAsItsFunctionMayRun(String pace) {
    var template = TEMPLATE.inPace(pace);

    assertThat(template.queueMappings())
        .isNotEmpty()
        .allSatisfy(
            mapping ->
                assertThat(
                        template.number(
                            template
                                .resource(mapping.source())
                                .properties()
                                .at("VisibilityTimeout")))
                    .isGreaterThanOrEqualTo(
                        template.number(template.ofFunction(mapping.function(), "Timeout"))
                            + window(template, mapping)));
  }

  private static long window(Template template, Mapping mapping) {
    return number(template, mapping, "MaximumBatchingWindowInSeconds");
  }

  private static long number(Template template, Mapping mapping, String property) {
    return template.number(mapping.properties().at(property));
  }

  private static Stream<FindInMap> figures(Property property) {
    return switch (property) {
      case FindInMap figure -> Stream.of(figure);
      case Property.Fields(var fields) -> fields.values().stream().flatMap(Paces::figures);
      case Property.Items(var items) -> items.stream().flatMap(Paces::figures);
      case Property.Text _, Property.Missing _ -> Stream.empty();
    };
  }

  /// The mapping and its row.
  private static List<String> row(FindInMap figure) {
    return figure.keys().stream().limit(2).map(Property::text).toList();
  }
}
