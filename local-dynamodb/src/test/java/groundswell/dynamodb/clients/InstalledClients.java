package groundswell.dynamodb.clients;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Clients that `scripts/make-clients` installs; the first time needs a network. If they can't be
/// fetched, the test class is skipped with a message.
public final class InstalledClients implements BeforeAllCallback {
  private static final Path FOLDER = Path.of("../.venv/clients").toAbsolutePath().normalize();

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    var made =
        new ProcessBuilder("../scripts/make-clients", FOLDER.toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(made.waitFor() == 0, "left out, as the clients cannot be fetched: " + output);
  }

  public Path folder() {
    return FOLDER;
  }
}
