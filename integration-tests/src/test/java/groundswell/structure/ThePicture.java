package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Resource;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The picture of the flow in `docs/architecture.md` has what the template has.
class ThePicture {
  private final Template template = Template.read();
  private final String picture =
      Block.of(Repository.text(Repository.ROOT.resolve("docs/architecture.md"))).stream()
          .map(Block::text)
          .filter(text -> text.startsWith("flowchart"))
          .findFirst()
          .orElseThrow();

  @Test
  void showsEveryFunctionQueueAndTable() {
    assertThat(template.resources(Template.FUNCTION))
        .isNotEmpty()
        .allSatisfy(
            function -> assertThat(picture).contains("[" + hyphenated(function.id()) + "]"));
    assertThat(template.workQueues())
        .isNotEmpty()
        .allSatisfy(queue -> assertThat(picture).contains(hyphenated(queue)));
    assertThat(template.resources("AWS::DynamoDB::Table"))
        .extracting(Resource::id)
        .isNotEmpty()
        .allSatisfy(
            table -> assertThat(picture).contains("[(%s)]".formatted(table.replace("Table", ""))));
  }

  private static String hyphenated(String id) {
    return id.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
