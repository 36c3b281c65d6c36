package groundswell.local.http;

/// Calls the function behind a route.
public interface RouteInvoker {

  /// @param eventJson the request as API Gateway's event, payload version 2.0
  /// @return the function's answer, as JSON
  /// @throws FunctionUnavailableException if there is no answer in time, or no instance is free;
  ///     anything else that is thrown counts as the function's error
  byte[] invoke(String functionLogicalId, byte[] eventJson);
}
