package groundswell.local.parameters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

/// Systems Manager's parameters: those of the template, and what is put beside them.
public final class LocalSsm implements SsmClient {
  private final Map<String, String> parameters;

  /// @param parameters values by name
  public LocalSsm(Map<String, String> parameters) {
    this.parameters = new ConcurrentHashMap<>(parameters);
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    var value = parameters.get(request.name());
    if (value == null) {
      throw ParameterNotFoundException.builder()
          .message("there is no parameter %s".formatted(request.name()))
          .build();
    }
    return GetParameterResponse.builder()
        .parameter(
            parameter -> parameter.name(request.name()).type(ParameterType.STRING).value(value))
        .build();
  }

  /// Replaces a value that is there.
  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    parameters.put(request.name(), request.value());
    return PutParameterResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
