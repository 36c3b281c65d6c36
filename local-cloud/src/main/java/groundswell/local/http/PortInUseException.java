package groundswell.local.http;

import java.io.IOException;

/// Something else listens on a port, for example another local cloud.
public final class PortInUseException extends RuntimeException {
  private final int port;

  PortInUseException(int port, IOException cause) {
    super("cannot listen on port %d, as it is in use".formatted(port), cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
