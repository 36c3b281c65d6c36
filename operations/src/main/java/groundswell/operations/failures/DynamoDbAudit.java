package groundswell.operations.failures;

import static groundswell.platform.tables.Attribute.attribute;

import groundswell.operations.domain.Audit;
import groundswell.operations.domain.AuditLine;
import groundswell.platform.tables.Condition;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit in the Operations table, one partition per month. A line is never overwritten.
public final class DynamoDbAudit implements Audit {
  private static final Duration LIFE = Duration.ofDays(800);
  private static final String PREFIX = "AUDIT#";
  private static final String WHO = "w";
  private static final String ACTION = "a";
  private static final String REASON = "r";
  private static final String FILTER = "f";
  private static final String OUTCOME = "o";

  private final Table operations;
  private final InstantSource clock;

  public DynamoDbAudit(Table operations, InstantSource clock) {
    this.operations = operations;
    this.clock = clock;
  }

  @Override
  public void append(AuditLine line) {
    operations.putIf(
        Item.at(PREFIX + monthOf(line.at()), line.place().text())
            .with(WHO, line.who())
            .with(ACTION, line.action())
            .with(REASON, line.reason())
            .with(FILTER, line.filter())
            .with(OUTCOME, line.outcome())
            .expiringAt(line.at().plus(LIFE)),
        Condition.isNew());
  }

  @Override
  public List<AuditLine> list(Instant since, int limit, Optional<AuditLine.Place> olderThan) {
    var lines = new ArrayList<AuditLine>();
    var now = clock.instant();
    var from = olderThan.map(AuditLine.Place::at).filter(now::isAfter).orElse(now);
    if (from.isBefore(since)) return lines;
    var oldest = now.minus(LIFE);
    var first = monthOf(since.isBefore(oldest) ? oldest : since);
    for (var month = monthOf(from);
        !month.isBefore(first) && lines.size() < limit;
        month = month.minusMonths(1)) {
      int wanted = limit - lines.size();
      operations
          .query(latest(month, since, olderThan).limit(wanted))
          .limit(wanted)
          .forEach(item -> lines.add(line(item)));
    }
    return lines;
  }

  private static Query latest(YearMonth month, Instant since, Optional<AuditLine.Place> olderThan) {
    var partition = PREFIX + month;
    var all =
        Query.of(partition)
            .and(attribute(Item.SORT_KEY).isAtLeast("%013d".formatted(since.toEpochMilli())))
            .descending();
    return olderThan
        .filter(place -> monthOf(place.at()).equals(month))
        .map(place -> all.after(Item.at(partition, place.text())))
        .orElse(all);
  }

  private static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  private static AuditLine line(Item item) {
    var place = AuditLine.Place.parse(item.sortKey());
    return new AuditLine(
        place.at(),
        place.id(),
        item.text(WHO),
        item.text(ACTION),
        item.text(REASON),
        item.text(FILTER),
        item.text(OUTCOME));
  }
}
