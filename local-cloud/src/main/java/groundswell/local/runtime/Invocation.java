package groundswell.local.runtime;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import groundswell.local.template.Topology.Function;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The Lambda context of an invocation.
record Invocation(String requestId, Function function, InstantSource clock, Instant deadline)
    implements Context {
  static final String VERSION = "$LATEST";
  private static final int MEMORY_MIB = 1024;

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return VERSION;
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    var remaining = Duration.between(clock.instant(), deadline).toMillis();
    return Math.clamp(remaining, 0, Integer.MAX_VALUE);
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEMORY_MIB;
  }

  @Override
  public LambdaLogger getLogger() {
    var log = LoggerFactory.getLogger(function.name());
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log.info("{}", message);
      }

      @Override
      public void log(byte[] message) {
        log.info("{}", new String(message, StandardCharsets.UTF_8));
      }
    };
  }
}
