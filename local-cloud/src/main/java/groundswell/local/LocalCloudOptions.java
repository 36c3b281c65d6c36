package groundswell.local;

import groundswell.local.calls.CallInterceptor;
import groundswell.local.scheduling.RealTimeScheduler;
import groundswell.local.scheduling.Scheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// How to run a template.
///
/// @param parameters values for the template's parameters, over their defaults
/// @param dataDirectory where objects are kept
/// @param port of the HTTP server, 0 for any free one
/// @param interceptor stands around every AWS call that functions make
/// @param scheduler time and threads; closed with the local cloud
/// @param seed of all randomness
/// @param longPoll how long queue pollers wait for a message before they ask again
public record LocalCloudOptions(
    Path template,
    Map<String, String> parameters,
    Path dataDirectory,
    int port,
    CallInterceptor interceptor,
    Scheduler scheduler,
    long seed,
    Duration longPoll) {

  /// Lambda waits as long:
  /// <https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html>.
  private static final Duration LONG_POLL = Duration.ofSeconds(20);

  public LocalCloudOptions {
    parameters = Map.copyOf(parameters);
  }

  /// The template with its defaults, on a free port, in real time.
  public static LocalCloudOptions of(Path template, Path dataDirectory) {
    return new LocalCloudOptions(
        template,
        Map.of(),
        dataDirectory,
        0,
        CallInterceptor.none(),
        new RealTimeScheduler(),
        RandomGenerator.getDefault().nextLong(),
        LONG_POLL);
  }

  public LocalCloudOptions withParameters(Map<String, String> values) {
    return new LocalCloudOptions(
        template, values, dataDirectory, port, interceptor, scheduler, seed, longPoll);
  }

  public LocalCloudOptions withPort(int value) {
    return new LocalCloudOptions(
        template, parameters, dataDirectory, value, interceptor, scheduler, seed, longPoll);
  }

  public LocalCloudOptions withInterceptor(CallInterceptor value) {
    return new LocalCloudOptions(
        template, parameters, dataDirectory, port, value, scheduler, seed, longPoll);
  }

  public LocalCloudOptions withScheduler(Scheduler value) {
    return new LocalCloudOptions(
        template, parameters, dataDirectory, port, interceptor, value, seed, longPoll);
  }

  public LocalCloudOptions withSeed(long value) {
    return new LocalCloudOptions(
        template, parameters, dataDirectory, port, interceptor, scheduler, value, longPoll);
  }

  public LocalCloudOptions withLongPoll(Duration value) {
    return new LocalCloudOptions(
        template, parameters, dataDirectory, port, interceptor, scheduler, seed, value);
  }
}
