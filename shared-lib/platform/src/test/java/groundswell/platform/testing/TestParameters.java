package groundswell.platform.testing;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// The stack's only parameter: the default settings.
final class TestParameters implements SsmClient {
  static final String SETTINGS = "/groundswell/default-settings";

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    if (!request.name().equals(SETTINGS)) {
      throw ParameterNotFoundException.builder().message(request.name()).build();
    }
    return GetParameterResponse.builder()
        .parameter(parameter -> parameter.name(SETTINGS).value(TestEnvironment.SETTINGS))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
