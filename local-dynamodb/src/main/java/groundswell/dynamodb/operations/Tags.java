package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import groundswell.dynamodb.tables.Table;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceResponse;

/// Tags of tables:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html>.
final class Tags {
  private static final int TAGS_MAX = 50;
  private static final int KEY_LENGTH_MAX = 128;
  private static final int VALUE_LENGTH_MAX = 256;

  private final Engine engine;

  Tags(Engine engine) {
    this.engine = engine;
  }

  TagResourceResponse tag(TagResourceRequest request) {
    new Constraints()
        .notNull("resourceArn", request.resourceArn())
        .notNull("tags", request.hasTags() ? request.tags() : null)
        .check();
    check(request.tags());
    var table = table(request.resourceArn());
    var settings = engine.settings(table);
    var tags = new TreeMap<>(settings.tags());
    request.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
    if (tags.size() > TAGS_MAX) throw tooMany();
    engine.keep(table, settings.with(tags));
    return TagResourceResponse.builder().build();
  }

  UntagResourceResponse untag(UntagResourceRequest request) {
    new Constraints()
        .notNull("resourceArn", request.resourceArn())
        .notNull("tagKeys", request.hasTagKeys() ? request.tagKeys() : null)
        .check();
    var table = table(request.resourceArn());
    var settings = engine.settings(table);
    var tags = new TreeMap<>(settings.tags());
    request.tagKeys().forEach(tags::remove);
    engine.keep(table, settings.with(tags));
    return UntagResourceResponse.builder().build();
  }

  ListTagsOfResourceResponse list(ListTagsOfResourceRequest request) {
    new Constraints().notNull("resourceArn", request.resourceArn()).check();
    var arn = request.resourceArn();
    var table =
        engine
            .database()
            .table(name(arn))
            .orElseThrow(
                () ->
                    Errors.accessDenied(
                        "User is not authorized to perform: dynamodb:ListTagsOfResource on"
                            + " resource: "
                            + arn));
    var tags =
        engine.settings(table).tags().entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListTagsOfResourceResponse.builder().tags(tags).build();
  }

  private Table table(String arn) {
    return engine
        .database()
        .table(name(arn))
        .orElseThrow(
            () ->
                Errors.resourceNotFound(
                    "Requested resource not found: ResourcArn: %s not found".formatted(arn)));
  }

  private static String name(@Nullable String arn) {
    if (arn == null || !TableNames.isArn(arn))
      throw Errors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn);
    return TableNames.ofArn(arn);
  }

  static void check(List<Tag> tags) {
    if (tags.size() > TAGS_MAX) throw tooMany();
    var constraints = new Constraints();
    for (var at = 0; at < tags.size(); at++) {
      var member = "tags.%d.member.".formatted(at + 1);
      constraints
          .notNull(member + "key", tags.get(at).key())
          .length(member + "key", tags.get(at).key(), 1, KEY_LENGTH_MAX)
          .notNull(member + "value", tags.get(at).value())
          .length(member + "value", tags.get(at).value(), 0, VALUE_LENGTH_MAX);
    }
    constraints.check();
    if (tags.stream().map(Tag::key).distinct().count() < tags.size())
      throw Errors.validation(
          "One or more parameter values were invalid: Duplicate tag keys are not allowed");
  }

  private static RuntimeException tooMany() {
    return Errors.validation("Too many tags: a table may have %d tags".formatted(TAGS_MAX));
  }
}
