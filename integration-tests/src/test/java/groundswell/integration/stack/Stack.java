package groundswell.integration.stack;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.domain.ids.TenantId;
import groundswell.platform.AwsClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A running `template.yaml`, wherever it runs.
public interface Stack extends AutoCloseable {
  /// How long anything may take before a test gives up.
  Duration PATIENCE = Duration.ofSeconds(90);

  /// Where the HTTP API answers.
  URI api();

  /// A token for a caller of the API.
  ///
  /// @param role `admin`, `operator`, `member` or `viewer`
  /// @param subject who it is; a member's id
  String token(TenantId tenant, String role, String subject);

  /// Clients whose calls have no faults.
  AwsClients aws();

  /// The name of a table, bucket or bus, or the ARN of a topic.
  ///
  /// @param logicalId as the template calls it
  String name(String logicalId);

  String queueUrl(String logicalId);

  /// The logical ids of the queues that others dead-letter into.
  List<String> deadLetterQueues();

  /// How many messages a queue holds, those in flight and delayed included.
  long depth(String queueLogicalId);

  /// Everything published to the notification topic so far.
  List<Notification> notifications();

  /// Waits until nothing moves any more.
  void awaitQuiet();

  /// Waits until nothing moves any more, then checks. Where not all movement is visible, waits
  /// until the check holds.
  void settle(Runnable check);

  /// Waits until a condition holds.
  ///
  /// @param what it is, in words
  void await(String what, BooleanSupplier condition);

  /// Throttles every call of a function until the result is closed, as if others used up the
  /// account's concurrency.
  Trouble throttle(String functionLogicalId);

  /// Points a function to a missing table until the result is closed, as a bad release may.
  ///
  /// @param tableVariable the environment variable that names the table
  Trouble misdirect(String functionLogicalId, String tableVariable);

  /// The concurrency that every queue or stream mapping was allowed and reached.
  List<Concurrency> concurrency();

  /// Writes into `target/evidence` what may explain why a test failed.
  void leaveEvidence(String test);

  @Override
  void close();

  /// Trouble that a function has until it is closed.
  interface Trouble extends AutoCloseable {
    @Override
    void close();
  }

  /// A message of the notification topic.
  record Notification(JsonNode body, Map<String, String> attributes) {
    public Notification {
      attributes = Map.copyOf(attributes);
    }
  }

  /// @param cap the most invocations that the mapping may run at once
  /// @param peak the most that it did run at once
  record Concurrency(String mapping, int cap, int peak) {}
}
