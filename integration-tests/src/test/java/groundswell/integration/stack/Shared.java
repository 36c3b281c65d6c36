package groundswell.integration.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a fresh tenant on one stack, which all classes of a run share. The stack is started
/// for the first class and closed after the last.
public final class Shared implements ParameterResolver, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(Shared.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    var type = parameter.getParameter().getType();
    return type == Stack.class || type == Tenant.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var stack =
        test.getRoot().getStore(OURS).computeIfAbsent(Stack.class, _ -> start(), Stack.class);
    return parameter.getParameter().getType() == Stack.class ? stack : Tenant.fresh(stack);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isEmpty()) return;
    var stack = test.getRoot().getStore(OURS).get(Stack.class, Stack.class);
    if (stack != null)
      stack.leaveEvidence(
          "%s.%s"
              .formatted(
                  test.getRequiredTestClass().getSimpleName(),
                  test.getRequiredTestMethod().getName()));
  }

  private static Stack start() {
    try {
      return switch (System.getProperty("groundswell.stack", "embedded")) {
        case "embedded" -> OneJvm.start(OneJvm.options(Files.createTempDirectory("groundswell")));
        case "localstack" -> LocalStack.deploy();
        case String name -> new Deployed(Cloud.ofEnvironment(), name, Place.account());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
