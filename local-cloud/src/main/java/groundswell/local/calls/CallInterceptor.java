package groundswell.local.calls;

import java.util.concurrent.Callable;

/// Intercepts every AWS call that functions make. It may throw before the call (throttling, an
/// outage), after it (a lost response), throw [Killed], wait, or answer without calling.
public interface CallInterceptor {
  <T> T around(Call call, Callable<T> proceed) throws Exception;

  /// This interceptor around another one.
  default CallInterceptor with(CallInterceptor inner) {
    var outer = this;
    return new CallInterceptor() {
      @Override
      public <T> T around(Call call, Callable<T> proceed) throws Exception {
        return outer.around(call, () -> inner.around(call, proceed));
      }
    };
  }

  /// Lets every call through.
  static CallInterceptor none() {
    return new CallInterceptor() {
      @Override
      public <T> T around(Call call, Callable<T> proceed) throws Exception {
        return proceed.call();
      }
    };
  }
}
