package groundswell.operations.failures;

import static groundswell.platform.tables.Attribute.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.domain.Digests;
import groundswell.operations.domain.Failure;
import groundswell.operations.domain.FailureFilter;
import groundswell.operations.domain.Failures.Page;
import groundswell.operations.domain.Fingerprint;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Pages of failures, read from the index that has the fewest to look at; never a scan.
final class FailureIndex {
  /// How many items a page reads before it ends, with or without a match: some 3 MB.
  private static final int LOOKED_AT_MAX = 4_000;

  private static final int QUERY_LIMIT_MIN = 100;
  private static final String AFTER_ALL = "~";

  /// Appended to a sort key, it gives a key right after it.
  private static final String AFTER = "+";

  private static final Pattern ORDER = Pattern.compile("[a-z]+#[0-9]{13}#[0-9a-f]{32}");
  private static final int CURSOR_LENGTH_MAX = 1_000;
  private static final int DIGEST_DIGITS = 16;

  private final Table operations;
  private final FailureGroups groups;

  FailureIndex(Table operations, FailureGroups groups) {
    this.operations = operations;
    this.groups = groups;
  }

  Page page(FailureFilter filter, int limit, Optional<String> cursor) {
    if (least(filter).compareTo(greatest(filter)) > 0) return new Page(List.of(), Optional.empty());
    var from = cursor.map(text -> Cursor.parse(text, filter));
    var found = new ArrayList<Failure>();
    int lookedAt = 0;
    for (var line : lines(filter)) {
      if (from.filter(start -> start.isBeyond(line)).isPresent()) continue;
      var least =
          from.filter(start -> start.isIn(line))
              .map(start -> start.order() + AFTER)
              .orElseGet(() -> least(filter));
      var items = merged(line, least, greatest(filter), Math.max(limit, QUERY_LIMIT_MIN));
      for (var next = items.next(); next.isPresent(); next = items.next()) {
        var item = next.get();
        lookedAt++;
        var failure = FailureItems.listed(item);
        if (filter.matches(failure)) found.add(failure);
        if (found.size() == limit || lookedAt == LOOKED_AT_MAX) {
          var end = new Cursor(line.value(), item.text(FailureItems.ORDER));
          return new Page(found, Optional.of(end.text(filter)));
        }
      }
    }
    return new Page(found, Optional.empty());
  }

  /// All failures of a group in any state, part by part.
  List<Iterable<Failure>> ofGroup(Fingerprint group) {
    return FailureBy.keys(group.value()).stream().map(this::ofGroup).toList();
  }

  private Iterable<Failure> ofGroup(String key) {
    var by = FailureBy.GROUP;
    return () ->
        operations
            .query(Query.ofIndex(by.index(), by.attribute(), key))
            .map(FailureItems::listed)
            .iterator();
  }

  /// Lines of a single tenant come before shared ones, so that no page ends at another tenant's
  /// failure.
  private List<Line> lines(FailureFilter filter) {
    var about = filter.about();
    return about
        .upload()
        .map(upload -> new Line(FailureBy.UPLOAD, upload.value()))
        .or(() -> about.tenant().map(tenant -> new Line(FailureBy.TENANT, tenant.value())))
        .or(() -> filter.group().map(group -> new Line(FailureBy.GROUP, group.value())))
        .or(
            () ->
                about
                    .challenge()
                    .map(challenge -> new Line(FailureBy.CHALLENGE, challenge.value())))
        .map(List::of)
        .orElseGet(
            () ->
                groups.fingerprints().stream()
                    .map(group -> new Line(FailureBy.GROUP, group.value()))
                    .toList());
  }

  private MergedParts merged(Line line, String from, String to, int wanted) {
    return MergedParts.of(
        operations,
        FailureBy.keys(line.value()).stream().map(key -> query(line.by(), key, from, to)).toList(),
        wanted);
  }

  private static Query query(FailureBy by, String key, String from, String to) {
    return Query.ofIndex(by.index(), by.attribute(), key)
        .and(attribute(FailureItems.ORDER).isBetween(from, to));
  }

  private static String least(FailureFilter filter) {
    return filter
        .firstSeen()
        .since()
        .map(since -> FailureItems.order(filter.state(), since))
        .orElse(filter.state().label() + "#");
  }

  private static String greatest(FailureFilter filter) {
    return filter
        .firstSeen()
        .until()
        .map(until -> FailureItems.order(filter.state(), until))
        .orElse(filter.state().label() + "#" + AFTER_ALL);
  }

  /// The failures with one value of an index, in the order of their sort keys.
  private record Line(FailureBy by, String value) {}

  /// The end of a page.
  ///
  /// @param line by value, so that a new group does not shift the pages
  /// @param order the sort key of the last failure, unique to it
  private record Cursor(String line, String order) {
    boolean isIn(Line one) {
      return one.value().equals(line);
    }

    boolean isBeyond(Line one) {
      return one.value().compareTo(line) < 0;
    }

    /// Valid only for the same filter, and thereby only for one tenant.
    String text(FailureFilter filter) {
      var plain = String.join("|", digest(filter), line, order);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String digest(FailureFilter filter) {
      return Digests.hex(DIGEST_DIGITS, FilterCodec.write(filter));
    }

    static Cursor parse(String text, FailureFilter filter) {
      if (text.length() > CURSOR_LENGTH_MAX)
        throw new IllegalArgumentException("invalid cursor: it is too long");
      try {
        var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("[|]", -1);
        if (parts.length == 3
            && parts[0].equals(digest(filter))
            && ORDER.matcher(parts[2]).matches()
            && parts[2].compareTo(least(filter)) >= 0
            && parts[2].compareTo(greatest(filter)) <= 0) return new Cursor(parts[1], parts[2]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("invalid cursor \"%s\"".formatted(text), e);
      }
      throw new IllegalArgumentException("invalid cursor \"%s\"".formatted(text));
    }
  }
}
