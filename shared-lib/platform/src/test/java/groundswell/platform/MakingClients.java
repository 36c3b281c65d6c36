package groundswell.platform;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class MakingClients {
  @Test
  void needsTheClassesOfNoServiceUntilItsClientIsAskedFor() throws Throwable {
    try (var loader = new Without("software.amazon.awssdk.services.")) {
      var clients = loader.loadClass(AwsClients.class.getName());
      var standard =
          MethodHandles.publicLookup().findStatic(clients, "standard", methodType(clients));

      assertThat(standard.invoke()).isInstanceOf(clients);
    }
  }

  /// An abandoned call goes on in Lambda, so a retry would run beside it.
  @Test
  void callsAFunctionOnce() {
    var credentials = AnonymousCredentialsProvider.create();
    try (var lambda = AwsClients.functions(credentials).region(Region.EU_WEST_1).build()) {
      assertThat(lambda.serviceClientConfiguration().overrideConfiguration().retryStrategy())
          .hasValueSatisfying(strategy -> assertThat(strategy.maxAttempts()).isEqualTo(1));
    }
  }

  /// Loads everything again, as if some jars were missing from the zip.
  private static final class Without extends URLClassLoader {
    private final String packages;

    /// @param packages the prefix of their names
    Without(String packages) throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
      this.packages = packages;
    }

    private static URL[] classPath() throws IOException {
      var urls =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .map(entry -> new File(entry).toURI())
              .toArray(URI[]::new);
      var result = new URL[urls.length];
      for (int i = 0; i < urls.length; i++) result[i] = urls[i].toURL();
      return result;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(packages)) throw new ClassNotFoundException(name);
      return super.findClass(name);
    }
  }
}
