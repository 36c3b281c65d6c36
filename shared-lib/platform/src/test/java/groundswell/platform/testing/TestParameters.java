package groundswell.platform.testing;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/// The stack's only parameter: the default entry rules.
final class TestParameters implements SsmClient {
  static final String ENTRY_RULES = "/groundswell/entry-rules";

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    if (!request.name().equals(ENTRY_RULES)) {
      throw ParameterNotFoundException.builder().message(request.name()).build();
    }
    return GetParameterResponse.builder()
        .parameter(parameter -> parameter.name(ENTRY_RULES).value(TestEnvironment.ENTRY_RULES))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
