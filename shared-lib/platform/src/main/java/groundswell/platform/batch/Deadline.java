package groundswell.platform.batch;

import com.amazonaws.services.lambda.runtime.Context;

/// The time by which an invocation must finish, so that it can still report which messages to
/// redeliver. If Lambda stops it first, all stay hidden for the rest of the visibility timeout.
public final class Deadline {
  private static final int RESERVE_MILLIS_MAX = 10_000;
  private static final int RESERVE_SHARE = 4;

  private final Context context;
  private final int reserveMillis;

  private Deadline(Context context, int reserveMillis) {
    this.context = context;
    this.reserveMillis = reserveMillis;
  }

  /// Ten seconds before the function's timeout, or a quarter of it if that is less.
  ///
  /// @param context of an invocation that has just begun
  static Deadline of(Context context) {
    return new Deadline(
        context, Math.min(RESERVE_MILLIS_MAX, context.getRemainingTimeInMillis() / RESERVE_SHARE));
  }

  boolean isNear() {
    return context.getRemainingTimeInMillis() < reserveMillis;
  }
}
