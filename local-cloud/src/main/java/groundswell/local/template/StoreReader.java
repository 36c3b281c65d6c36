package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Topology.Bucket;
import groundswell.local.template.Topology.CorsRule;
import groundswell.local.template.Topology.Index;
import groundswell.local.template.Topology.Notification;
import groundswell.local.template.Topology.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables and buckets.
final class StoreReader {
  private final CreatedResources resources;

  StoreReader(CreatedResources resources) {
    this.resources = resources;
  }

  List<Table> tables() {
    return resources.of("AWS::DynamoDB::Table").stream().map(this::table).toList();
  }

  private Table table(Created created) {
    var properties = created.properties();
    var types = new LinkedHashMap<String, String>();
    for (var attribute : properties.sections("AttributeDefinitions")) {
      types.put(attribute.text("AttributeName"), attribute.text("AttributeType"));
    }
    return new Table(
        created.logicalId(),
        created.name(),
        resources.attribute(created, "Arn"),
        key(properties, "HASH", types).orElseThrow(() -> properties.error("no HASH key")),
        key(properties, "RANGE", types),
        properties.sections("GlobalSecondaryIndexes").stream()
            .map(index -> index(index, types))
            .toList(),
        properties.find("StreamSpecification").isPresent(),
        properties
            .section("TimeToLiveSpecification")
            .filter(specification -> specification.flag("Enabled"))
            .map(specification -> specification.text("AttributeName")));
  }

  private static Index index(Section index, Map<String, String> types) {
    var projection =
        index.section("Projection").orElseThrow(() -> index.error("Projection is missing"));
    return new Index(
        index.text("IndexName"),
        key(index, "HASH", types).orElseThrow(() -> index.error("no HASH key")),
        key(index, "RANGE", types),
        projection.text("ProjectionType"),
        projection.texts("NonKeyAttributes"));
  }

  private static Optional<Topology.Key> key(
      Section owner, String keyType, Map<String, String> types) {
    return owner.sections("KeySchema").stream()
        .filter(element -> element.text("KeyType").equals(keyType))
        .map(element -> key(element, types))
        .findFirst();
  }

  private static Topology.Key key(Section element, Map<String, String> types) {
    var attribute = element.text("AttributeName");
    var type = types.get(attribute);
    if (type == null) {
      throw element.error("\"%s\" is not among the AttributeDefinitions".formatted(attribute));
    }
    return new Topology.Key(attribute, type);
  }

  List<Bucket> buckets() {
    return resources.of("AWS::S3::Bucket").stream().map(this::bucket).toList();
  }

  private Bucket bucket(Created created) {
    var properties = created.properties();
    return new Bucket(
        created.logicalId(),
        created.name(),
        properties
            .section("VersioningConfiguration")
            .map(versioning -> versioning.text("Status").equals("Enabled"))
            .orElse(false),
        properties.section("NotificationConfiguration").stream()
            .flatMap(configuration -> configuration.sections("QueueConfigurations").stream())
            .map(this::notification)
            .toList(),
        properties.section("CorsConfiguration").stream()
            .flatMap(configuration -> configuration.sections("CorsRules").stream())
            .map(StoreReader::corsRule)
            .toList());
  }

  private static CorsRule corsRule(Section rule) {
    return new CorsRule(
        rule.texts("AllowedOrigins"),
        rule.texts("AllowedMethods"),
        rule.texts("AllowedHeaders"),
        rule.texts("ExposedHeaders"),
        rule.seconds("MaxAge", 0, Integer.MAX_VALUE));
  }

  private Notification notification(Section notification) {
    return new Notification(
        resources.queueArn(notification, "Queue"),
        List.of(notification.text("Event")),
        keyRule(notification, "prefix"),
        keyRule(notification, "suffix"));
  }

  private static Optional<String> keyRule(Section notification, String name) {
    return notification.section("Filter").flatMap(filter -> filter.section("S3Key")).stream()
        .flatMap(key -> key.sections("Rules").stream())
        .filter(rule -> rule.text("Name").equals(name))
        .map(rule -> rule.text("Value"))
        .findFirst();
  }
}
