package groundswell.platform.testing;

import groundswell.domain.ids.TenantId;
import groundswell.platform.AwsClients;
import groundswell.platform.FunctionEnvironment;
import groundswell.platform.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// The environment of the code under test: the tables' names are set, retries do not pause, time
/// stands still, and random numbers repeat on each run.
public final class TestEnvironment {
  public static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");

  /// The default settings, for tenants without their own.
  public static final String SETTINGS =
      """
      {"time_zone": "UTC",
       "metrics": [{"id": "steps", "unit": "steps", "daily_max": 200000, "decimals": 3},
                   {"id": "active_minutes", "unit": "min", "daily_max": 1440, "decimals": 3}],
       "back_entry_days": 400, "sources": {"count": "highest"}, "own_entries": true,
       "code_page": "windows-1252",
       "limits": {"open_uploads": 20, "recalculations_per_hour": 60}}\
      """;

  /// Retries without a pause.
  public static final Pause NO_PAUSE = _ -> {};

  private static final long SEED = 20_260_320;
  private static final AtomicInteger TENANTS = new AtomicInteger();

  private TestEnvironment() {}

  public static FunctionEnvironment of(AwsClients aws) {
    return of(aws, Map.of());
  }

  /// @param variables in addition to the tables' names
  public static FunctionEnvironment of(AwsClients aws, Map<String, String> variables) {
    return of(aws, variables, InstantSource.fixed(NOW));
  }

  /// @param variables in addition to the tables' names
  public static FunctionEnvironment of(
      AwsClients aws, Map<String, String> variables, InstantSource clock) {
    var all = new HashMap<>(variables);
    all.put("USERS_TABLE", LocalDynamoDb.USERS);
    all.put("PROGRAMS_TABLE", LocalDynamoDb.PROGRAMS);
    all.put("OPERATIONS_TABLE", LocalDynamoDb.OPERATIONS);
    all.put("SETTINGS_PARAMETER", TestParameters.SETTINGS);
    return new FunctionEnvironment(all, aws, clock, NO_PAUSE, new Random(SEED));
  }

  /// An environment over the tables of this JVM.
  public static FunctionEnvironment ofTables() {
    return of(TestClients.of(LocalDynamoDb.client()));
  }

  /// A tenant that no other test of this JVM has.
  public static TenantId newTenant() {
    return new TenantId("tenant-" + TENANTS.incrementAndGet());
  }
}
