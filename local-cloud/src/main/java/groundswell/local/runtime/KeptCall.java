package groundswell.local.runtime;

import groundswell.local.calls.Chain;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An asynchronous call as it is persisted.
///
/// @param function its logical id
/// @param payload the event, as JSON
/// @param acceptedMillis since 1970
/// @param failures how often it failed
/// @param traceHeader the chain of invocations that led to it
public record KeptCall(
    String function,
    String payload,
    long acceptedMillis,
    int failures,
    @Nullable String traceHeader) {

  static KeptCall of(String function, String payload, Instant accepted, Chain chain) {
    return new KeptCall(function, payload, accepted.toEpochMilli(), 0, chain.header().orElse(null));
  }

  KeptCall failed() {
    return new KeptCall(function, payload, acceptedMillis, failures + 1, traceHeader);
  }

  Instant accepted() {
    return Instant.ofEpochMilli(acceptedMillis);
  }

  Chain chain() {
    return Chain.of(Optional.ofNullable(traceHeader));
  }
}
