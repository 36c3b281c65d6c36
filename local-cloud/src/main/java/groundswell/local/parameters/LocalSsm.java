package groundswell.local.parameters;

import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Systems Manager's GetParameter over the template's parameters.
public final class LocalSsm implements SsmClient {
  private final Map<String, String> parameters;

  /// @param parameters values by name
  public LocalSsm(Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    var value = parameters.get(request.name());
    if (value == null) {
      throw ParameterNotFoundException.builder()
          .message("the template has no parameter %s".formatted(request.name()))
          .build();
    }
    return GetParameterResponse.builder()
        .parameter(
            parameter -> parameter.name(request.name()).type(ParameterType.STRING).value(value))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
