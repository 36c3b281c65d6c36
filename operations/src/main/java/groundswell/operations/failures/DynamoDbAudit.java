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
        Item.at(
                PREFIX + monthOf(line.at()),
                "%013d#%s".formatted(line.at().toEpochMilli(), line.id()))
            .with(WHO, line.who())
            .with(ACTION, line.action())
            .with(REASON, line.reason())
            .with(FILTER, line.filter())
            .with(OUTCOME, line.outcome())
            .expiringAt(line.at().plus(LIFE)),
        Condition.isNew());
  }

  @Override
  public List<AuditLine> list(Instant since, int limit) {
    var lines = new ArrayList<AuditLine>();
    var now = clock.instant();
    var oldest = now.minus(LIFE);
    var first = monthOf(since.isBefore(oldest) ? oldest : since);
    for (var month = monthOf(now);
        !month.isBefore(first) && lines.size() < limit;
        month = month.minusMonths(1)) {
      int wanted = limit - lines.size();
      var latest =
          Query.of(PREFIX + month)
              .and(attribute(Item.SORT_KEY).isAtLeast("%013d".formatted(since.toEpochMilli())))
              .descending()
              .limit(wanted);
      operations.query(latest).limit(wanted).forEach(item -> lines.add(line(item)));
    }
    return lines;
  }

  private static YearMonth monthOf(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }

  private static AuditLine line(Item item) {
    var place = item.sortKey().split("#", 2);
    return new AuditLine(
        Instant.ofEpochMilli(Long.parseLong(place[0])),
        place[1],
        item.text(WHO),
        item.text(ACTION),
        item.text(REASON),
        item.text(FILTER),
        item.text(OUTCOME));
  }
}
