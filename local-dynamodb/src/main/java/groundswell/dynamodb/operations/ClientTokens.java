package groundswell.dynamodb.operations;

import groundswell.dynamodb.errors.Errors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Remembers for ten minutes which transactions were carried out under a client token, so that a
/// retry of the same request changes nothing:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>.
final class ClientTokens {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final ConcurrentHashMap<String, Remembered> remembered = new ConcurrentHashMap<>();
  private final Queue<Done> done = new ArrayDeque<>();

  ClientTokens(InstantSource clock) {
    this.clock = clock;
  }

  /// @param digest of the actions
  private record Remembered(String digest, boolean isDone, Instant until) {}

  private record Done(String token, Instant until) {}

  /// @param first carries the transaction out
  /// @param again answers a retry of a request that was carried out
  <T> T once(String token, List<TransactWriteItem> actions, Supplier<T> first, Supplier<T> again) {
    forgetOld();
    var digest = digest(actions);
    var known = remembered.putIfAbsent(token, new Remembered(digest, false, Instant.MAX));
    if (known != null) {
      if (!known.digest().equals(digest)) throw Errors.idempotentParameterMismatch();
      if (!known.isDone()) throw Errors.transactionInProgress();
      return again.get();
    }
    var isDone = false;
    try {
      var answer = first.get();
      isDone = true;
      remember(token, digest);
      return answer;
    } finally {
      if (!isDone) remembered.remove(token);
    }
  }

  private synchronized void remember(String token, String digest) {
    var until = clock.instant().plus(REMEMBERED);
    remembered.put(token, new Remembered(digest, true, until));
    done.add(new Done(token, until));
  }

  private synchronized void forgetOld() {
    var now = clock.instant();
    while (!done.isEmpty() && !done.element().until().isAfter(now))
      remembered.remove(done.remove().token());
  }

  private static String digest(List<TransactWriteItem> actions) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(sha256.digest(Echo.sorted(actions).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
