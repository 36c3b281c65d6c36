package groundswell.structure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// One page that shows the whole pipeline
/// (CloudWatch API reference, "Dashboard Body Structure and Syntax").
class TheDashboard {
  private static final int COLUMNS = 24;

  private final Template template = Template.read();
  private final Property body = template.resource("Dashboard").properties().at("DashboardBody");

  @Test
  void showsEveryQueueFunctionStreamAndTable() {
    assertThat(body.references())
        .containsAll(ids(Template.QUEUE).toList())
        .containsAll(ids(Template.FUNCTION).toList())
        .containsAll(ids("AWS::DynamoDB::Table").toList())
        .contains("HttpApi");
  }

  @Test
  void isJsonWhosePartsLieBesideEachOther() {
    var widgets = widgets();

    assertThat(widgets)
        .isNotEmpty()
        .allSatisfy(
            widget ->
                assertThat(number(widget, "x") + number(widget, "width"))
                    .isLessThanOrEqualTo(COLUMNS));
    assertThat(widgets.stream().flatMap(TheDashboard::cells)).doesNotHaveDuplicates();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> widgets() {
    var resolved = body.text().replaceAll("\\$\\{[^}]+}", "resolved");
    Map<String, Object> parsed = new Yaml().load(resolved);
    return (List<Map<String, Object>>) requireNonNull(parsed.get("widgets"));
  }

  private static Stream<String> cells(Map<String, Object> widget) {
    return Stream.iterate(0, row -> row < number(widget, "height"), row -> row + 1)
        .flatMap(
            row ->
                Stream.iterate(0, column -> column < number(widget, "width"), column -> column + 1)
                    .map(
                        column ->
                            "%d,%d"
                                .formatted(
                                    number(widget, "x") + column, number(widget, "y") + row)));
  }

  private static int number(Map<String, Object> widget, String field) {
    return (Integer) requireNonNull(widget.get(field));
  }

  private Stream<String> ids(String type) {
    return template.resources(type).stream().map(Resource::id);
  }
}
