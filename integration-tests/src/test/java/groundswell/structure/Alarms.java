package groundswell.structure;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.structure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Everything that can fall behind or fail calls somebody.
class Alarms {
  private final Template template = Template.read();
  private final Set<String> queues = ids(template.resources(Template.QUEUE).stream());
  private final Set<String> sources = template.workQueues();

  @Test
  void watchEveryDeadLetterQueue() {
    assertThat(watched("ApproximateNumberOfMessagesVisible"))
        .containsExactlyInAnyOrderElementsOf(
            queues.stream().filter(queue -> !sources.contains(queue)).toList());
  }

  @Test
  void watchTheOldestMessageOfEveryQueue() {
    assertThat(watched("ApproximateAgeOfOldestMessage"))
        .containsExactlyInAnyOrderElementsOf(sources);
  }

  @Test
  void watchEveryStream() {
    assertThat(watched("IteratorAge"))
        .containsExactlyInAnyOrderElementsOf(
            template.streamMappings().stream().map(Template.Mapping::function).toList());
  }

  @Test
  void watchEveryFunction() {
    var functions = ids(template.resources(Template.FUNCTION).stream());

    assertThat(watched("Throttles")).containsExactlyInAnyOrderElementsOf(functions);
    assertThat(watched("Errors")).containsExactlyInAnyOrderElementsOf(functions);
  }

  @Test
  void callSomebody() {
    assertThat(template.resources("AWS::CloudWatch::Alarm"))
        .allMatch(alarm -> !alarm.properties().at("AlarmActions").items().isEmpty(), "an action")
        .allMatch(alarm -> !alarm.properties().at("AlarmDescription").missing(), "a description");
  }

  private List<String> watched(String metric) {
    return template.resources("AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> alarm.properties().at("MetricName").is(metric))
        .flatMap(alarm -> alarm.properties().at("Dimensions").references().stream())
        .toList();
  }

  private static Set<String> ids(Stream<Resource> resources) {
    return resources.map(Resource::id).collect(Collectors.toSet());
  }
}
