package groundswell.platform.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.failures.Digests;
import groundswell.domain.failures.Failure;
import groundswell.domain.failures.FailureFilter;
import groundswell.domain.failures.Failures.Page;
import groundswell.domain.failures.Fingerprint;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Pages of failures, out of the index that leaves the fewest to look at; never a scan.
final class FailureIndex {
  /// How many items a page looks at before it ends, found or not: some 4 MB.
  private static final int LOOKED_AT_MAX = 4_000;

  private static final int QUERY_LIMIT_MIN = 100;
  private static final String AFTER_ALL = "~";
  private static final Pattern ITEM = Pattern.compile(FailureItems.PREFIX + "[0-9a-f]{32}");
  private static final int CURSOR_LENGTH_MAX = 1_000;
  private static final int DIGEST_DIGITS = 16;

  private final Table operations;
  private final FailureGroups groups;

  FailureIndex(Table operations, FailureGroups groups) {
    this.operations = operations;
    this.groups = groups;
  }

  Page page(FailureFilter filter, int limit, Optional<String> cursor) {
    var partitions = partitions(filter);
    var from = cursor.map(text -> Cursor.parse(text, filter));
    var found = new ArrayList<Failure>();
    int lookedAt = 0;
    for (var partition : partitions) {
      if (from.filter(start -> start.isBeyond(partition)).isPresent()) continue;
      var after = from.filter(start -> start.isIn(partition)).map(Cursor::after);
      do {
        var response = operations.client().query(query(filter, partition, limit, after));
        for (var item : response.items()) {
          var failure = FailureItems.failure(item);
          lookedAt++;
          var last = After.of(item);
          after = Optional.of(last);
          if (filter.matches(failure)) found.add(failure);
          boolean full = found.size() == limit || lookedAt == LOOKED_AT_MAX;
          if (full)
            return new Page(found, Optional.of(new Cursor(partition.value(), last).text(filter)));
        }
        if (!response.hasLastEvaluatedKey()) break;
      } while (true);
    }
    return new Page(found, Optional.empty());
  }

  /// All failures of a group, whatever their state.
  Iterable<Failure> ofGroup(Fingerprint group) {
    var partition = new Partition("FailuresByGroup", FailureItems.GROUP, group.value());
    return () ->
        operations
            .client()
            .queryPaginator(
                QueryRequest.builder()
                    .tableName(operations.name())
                    .indexName(partition.index())
                    .keyConditionExpression("#hash = :hash")
                    .expressionAttributeNames(Map.of("#hash", partition.attribute()))
                    .expressionAttributeValues(
                        Map.of(":hash", AttributeValue.fromS(partition.value())))
                    .build())
            .items()
            .stream()
            .map(FailureItems::failure)
            .iterator();
  }

  /// A tenant's own before what it shares with others, so that no page ends at the failure of
  /// another.
  private List<Partition> partitions(FailureFilter filter) {
    if (filter.upload().isPresent())
      return List.of(
          new Partition("FailuresByUpload", FailureItems.UPLOAD, filter.upload().get().value()));
    if (filter.tenant().isPresent())
      return List.of(
          new Partition("FailuresByTenant", FailureItems.TENANT, filter.tenant().get().value()));
    if (filter.group().isPresent())
      return List.of(
          new Partition("FailuresByGroup", FailureItems.GROUP, filter.group().get().value()));
    if (filter.challenge().isPresent())
      return List.of(
          new Partition(
              "FailuresByChallenge", FailureItems.CHALLENGE, filter.challenge().get().value()));
    return groups.fingerprints().stream()
        .map(group -> new Partition("FailuresByGroup", FailureItems.GROUP, group.value()))
        .toList();
  }

  private QueryRequest query(
      FailureFilter filter, Partition partition, int limit, Optional<After> after) {
    var values =
        Map.of(
            ":hash", AttributeValue.fromS(partition.value()),
            ":from", AttributeValue.fromS(least(filter)),
            ":to", AttributeValue.fromS(greatest(filter)));
    var request =
        QueryRequest.builder()
            .tableName(operations.name())
            .indexName(partition.index())
            .keyConditionExpression("#hash = :hash AND #order BETWEEN :from AND :to")
            .expressionAttributeNames(
                Map.of("#hash", partition.attribute(), "#order", FailureItems.ORDER))
            .expressionAttributeValues(values)
            .limit(Math.max(limit, QUERY_LIMIT_MIN));
    after.ifPresent(place -> request.exclusiveStartKey(place.key(partition)));
    return request.build();
  }

  private static String least(FailureFilter filter) {
    return filter
        .since()
        .map(since -> FailureItems.order(filter.state(), since))
        .orElse(filter.state().label() + "#");
  }

  private static String greatest(FailureFilter filter) {
    return filter
        .until()
        .map(until -> FailureItems.order(filter.state(), until))
        .orElse(filter.state().label() + "#" + AFTER_ALL);
  }

  /// Failures with one value of an index's key.
  private record Partition(String index, String attribute, String value) {}

  /// The last item of a page.
  private record After(String item, String order) {
    static After of(Map<String, AttributeValue> attributes) {
      var item = Item.of(attributes);
      return new After(item.partitionKey(), item.text(FailureItems.ORDER));
    }

    Map<String, AttributeValue> key(Partition partition) {
      var key = new HashMap<>(Item.key(item, FailureItems.RECORD));
      key.put(FailureItems.ORDER, AttributeValue.fromS(order));
      key.put(partition.attribute(), AttributeValue.fromS(partition.value()));
      return key;
    }
  }

  /// Where a page starts.
  ///
  /// @param partition by its value, so that a group which is new meanwhile moves no page
  private record Cursor(String partition, After after) {
    boolean isIn(Partition one) {
      return one.value().equals(partition);
    }

    boolean isBeyond(Partition one) {
      return one.value().compareTo(partition) < 0;
    }

    /// It is good for the filter that it was made for alone, and thereby for one tenant.
    String text(FailureFilter filter) {
      var plain = String.join("|", digest(filter), partition, after.item(), after.order());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String digest(FailureFilter filter) {
      return Digests.hex(DIGEST_DIGITS, FilterCodec.write(filter));
    }

    static Cursor parse(String text, FailureFilter filter) {
      if (text.length() > CURSOR_LENGTH_MAX)
        throw new IllegalArgumentException("the text is no cursor of a page: it is too long");
      try {
        var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("[|]", -1);
        if (parts.length == 4
            && parts[0].equals(digest(filter))
            && ITEM.matcher(parts[2]).matches()
            && parts[3].endsWith(parts[2].substring(FailureItems.PREFIX.length()))
            && parts[3].compareTo(least(filter)) >= 0
            && parts[3].compareTo(greatest(filter)) <= 0)
          return new Cursor(parts[1], new After(parts[2], parts[3]));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("\"%s\" is no cursor of a page".formatted(text), e);
      }
      throw new IllegalArgumentException("\"%s\" is no cursor of a page".formatted(text));
    }
  }
}
