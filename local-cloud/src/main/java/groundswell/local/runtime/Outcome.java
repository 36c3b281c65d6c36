package groundswell.local.runtime;

import software.amazon.awssdk.core.SdkBytes;

/// How an invocation ended.
public sealed interface Outcome {

  /// @param response JSON
  record Answered(SdkBytes response) implements Outcome {}

  /// The function threw, could not be built, or exceeded a limit.
  ///
  /// @param type the error's type as Lambda reports it, for example a class name
  record Failed(String type, String message) implements Outcome {}

  /// The function took longer than its timeout, and its instance was ended.
  record TimedOut(String message) implements Outcome {}

  /// The function did not run: it was invoked too often in one chain.
  record Recursive(String message) implements Outcome {}

  /// The function did not run: its reserved concurrency is used up.
  record Throttled() implements Outcome {}
}
