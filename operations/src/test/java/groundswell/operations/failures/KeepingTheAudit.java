package groundswell.operations.failures;

import static org.assertj.core.api.Assertions.assertThat;

import groundswell.operations.domain.AuditLine;
import groundswell.operations.testing.TestFailures;
import groundswell.platform.testing.LocalDynamoDb;
import groundswell.platform.testing.TestClients;
import groundswell.platform.testing.TestEnvironment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingTheAudit {
  /// A time at which no other test writes lines.
  private static final Instant NOW = Instant.parse("2031-03-20T12:00:00Z");

  private static final Instant JANUARY = Instant.parse("2031-01-31T23:59:59.999Z");

  private final DynamoDbAudit audit =
      new OperationsWiring(
              TestEnvironment.of(TestClients.of(LocalDynamoDb.client()), Map.of(), () -> NOW))
          .audit();
  private final String id = new TestFailures().tenant().value();

  @Test
  void listsTheLatestFirstOverAllMonths() {
    var old = line(JANUARY, "-old");
    var one = line(NOW.minusSeconds(60), "-a");
    var two = line(NOW.minusSeconds(60), "-b");
    for (var line : new AuditLine[] {one, old, two}) audit.append(line);

    assertThat(audit.list(JANUARY, 10, Optional.empty())).containsSubsequence(two, one, old);
    assertThat(audit.list(JANUARY.plusMillis(1), 10, Optional.empty()))
        .doesNotContain(old)
        .contains(one, two);
    assertThat(audit.list(Instant.EPOCH, 10, Optional.empty())).contains(old);
    assertThat(audit.list(JANUARY, 1, Optional.empty())).hasSize(1);
  }

  @Test
  void goesOnAfterALineOverAllMonths() {
    var old = line(JANUARY, "-old");
    var one = line(NOW.minusSeconds(60), "-a");
    var two = line(NOW.minusSeconds(60), "-b");
    for (var line : new AuditLine[] {one, old, two}) audit.append(line);

    assertThat(audit.list(JANUARY, 10, Optional.of(two.place())))
        .containsSubsequence(one, old)
        .doesNotContain(two);
    assertThat(audit.list(JANUARY, 10, Optional.of(old.place()))).doesNotContain(old, one, two);
    assertThat(audit.list(NOW, 10, Optional.of(old.place()))).isEmpty();
  }

  @Test
  void keepsALineAsItWasFirstWritten() {
    var line = line(NOW, "");
    var forged =
        new AuditLine(
            line.at(), line.id(), "eve", line.action(), "another reason", line.filter(), "none");

    audit.append(line);
    audit.append(line);
    audit.append(forged);

    assertThat(audit.list(NOW, 100, Optional.empty()))
        .filteredOn(each -> each.id().equals(line.id()))
        .containsExactly(line);
  }

  private AuditLine line(Instant at, String suffix) {
    return new AuditLine(at, id + suffix, "ann", "park", "later", "{}", "3 parked");
  }
}
