package groundswell.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import groundswell.local.calls.Chain;
import groundswell.local.template.Topology.Function;
import groundswell.platform.FunctionEnvironment;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// One execution environment: a handler object that serves one invocation at a time, until it fails
/// in a way that ends the process.
final class Instance {
  private final AtomicBoolean alive;
  private final AtomicReference<Chain> chain;
  private final JsonHandler handler;

  private Instance(AtomicBoolean alive, AtomicReference<Chain> chain, JsonHandler handler) {
    this.alive = alive;
    this.chain = chain;
    this.handler = handler;
  }

  /// Builds the handler by the constructor that every function has.
  ///
  /// @param chain the chain that its clients continue
  static Instance create(
      Function function,
      AtomicBoolean alive,
      AtomicReference<Chain> chain,
      FunctionEnvironment environment) {
    try {
      var object =
          Class.forName(function.handler())
              .getConstructor(FunctionEnvironment.class)
              .newInstance(environment);
      return new Instance(alive, chain, JsonHandler.of(object));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "%s can't be built: %s".formatted(function.handler(), e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "%s: handler %s needs a public constructor (FunctionEnvironment): %s"
              .formatted(function.logicalId(), function.handler(), e),
          e);
    }
  }

  /// Serves one invocation.
  byte[] handle(byte[] event, Context context, Chain inChain) throws IOException {
    chain.set(inChain);
    return handler.handle(event, context);
  }

  boolean alive() {
    return alive.get();
  }

  /// Ends it: from now on its clients refuse every call, as if the process were gone.
  void end() {
    alive.set(false);
  }
}
