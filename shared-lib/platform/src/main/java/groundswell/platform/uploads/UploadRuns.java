package groundswell.platform.uploads;

import groundswell.domain.ids.TenantId;
import groundswell.domain.ids.UploadId;
import groundswell.platform.tables.Item;
import groundswell.platform.tables.Key;
import groundswell.platform.tables.Query;
import groundswell.platform.tables.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The runs over the files of uploads, in the Operations table, by tenant. A run is recorded before
/// it begins and again when it starts to read, and its record is deleted when it ends, well or
/// badly. A run that reads and whose record is older than a run can last has crashed.
public final class UploadRuns {
  private static final String PARTITION = "RUNS#";
  private static final String SEPARATOR = "#";
  private static final String BEGUN = "b";
  private static final String UNTIL = "u";
  private static final String READS = "r";

  /// How long the crash of a run is remembered: longer than its message can wait in a queue.
  private static final Duration LIFE = Duration.ofDays(30);

  private final Table operations;

  public UploadRuns(Table operations) {
    this.operations = operations;
  }

  /// @param until when it is over, at the latest
  /// @param reads whether it has a place and reads its file
  public record Run(
      TenantId tenant, UploadId upload, String id, Instant begunAt, Instant until, boolean reads) {
    /// The run once it has a place.
    public Run reading(Instant latest) {
      return new Run(tenant, upload, id, begunAt, latest, true);
    }

    private Key key() {
      return new Key(PARTITION + tenant, upload + SEPARATOR + id);
    }
  }

  public void note(Run run) {
    operations.put(
        Item.at(run.key())
            .with(BEGUN, run.begunAt())
            .with(UNTIL, run.until())
            .with(READS, run.reads())
            .expiringAt(run.until().plus(LIFE)));
  }

  public void end(Run run) {
    operations.delete(run.key());
  }

  /// The runs of a tenant that have not ended; a strongly consistent read.
  public List<Run> of(TenantId tenant) {
    return operations.query(Query.of(PARTITION + tenant)).map(item -> run(tenant, item)).toList();
  }

  private static Run run(TenantId tenant, Item item) {
    var parts = item.sortKey().split(SEPARATOR, -1);
    return new Run(
        tenant,
        new UploadId(parts[0]),
        parts[1],
        item.time(BEGUN),
        item.time(UNTIL),
        item.flag(READS));
  }
}
