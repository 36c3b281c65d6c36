package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The runs over the files of uploads, in the Operations table, by tenant: each is noted before it
/// begins, again when it reads, and struck out when it has come to an end, a good or a bad one. A
/// note of one that reads, which stands longer than a run can last, is of one that died.
public final class UploadRuns {
  private static final String PARTITION = "RUNS#";
  private static final String SEPARATOR = "#";
  private static final String BEGUN = "b";
  private static final String UNTIL = "u";
  private static final String READS = "r";
  private static final String EXPIRES_AT = "expiresAt";

  /// How long the death of a run is remembered: longer than its message waits in a queue.
  private static final Duration LIFE = Duration.ofDays(30);

  private final Table operations;

  public UploadRuns(FunctionEnvironment environment) {
    operations = new Table(environment, "OPERATIONS_TABLE");
  }

  /// @param until when it is over, whatever becomes of it
  /// @param reads whether it got a place, and reads its file
  public record Run(
      TenantId tenant, UploadId upload, String id, Instant begunAt, Instant until, boolean reads) {
    /// The run once it has a place.
    public Run reading(Instant latest) {
      return new Run(tenant, upload, id, begunAt, latest, true);
    }

    private Item item() {
      return Item.at(PARTITION + tenant, upload + SEPARATOR + id);
    }
  }

  public void note(Run run) {
    operations.put(
        run.item()
            .with(BEGUN, run.begunAt().toEpochMilli())
            .with(UNTIL, run.until().toEpochMilli())
            .with(READS, run.reads() ? 1 : 0)
            .with(EXPIRES_AT, run.until().plus(LIFE).getEpochSecond())
            .attributes());
  }

  public void end(Run run) {
    operations
        .client()
        .deleteItem(request -> request.tableName(operations.name()).key(run.item().attributes()));
  }

  /// The runs of a tenant that were not ended; strongly consistent.
  public List<Run> of(TenantId tenant) {
    return operations.query(PARTITION + tenant).stream()
        .map(Item::of)
        .map(item -> run(tenant, item))
        .toList();
  }

  private static Run run(TenantId tenant, Item item) {
    var parts = item.sortKey().split(SEPARATOR, -1);
    return new Run(
        tenant,
        new UploadId(parts[0]),
        parts[1],
        Instant.ofEpochMilli(item.number(BEGUN)),
        Instant.ofEpochMilli(item.number(UNTIL)),
        item.number(READS) == 1);
  }
}
