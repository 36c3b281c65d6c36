package groundswell.local.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import groundswell.local.http.LocalRoutes;
import groundswell.local.http.LocalRoutes.Page;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/// The pages that show a description in OpenAPI: Swagger UI, from its package. Nothing comes from
/// another address.
public final class ApiDocs {
  /// Beside the template that it describes.
  private static final String DOCUMENT = "api/openapi.yaml";

  private static final String VERSION = "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String OURS = "groundswell/local/docs/";

  private ApiDocs() {}

  /// @return none if there is no description beside the template
  public static Map<String, Page> beside(Path template) {
    var document = template.toAbsolutePath().resolveSibling(DOCUMENT);
    if (!Files.isRegularFile(document)) return Map.of();
    var folder = LocalRoutes.DOCS + "/";
    return Map.of(
        LocalRoutes.DOCS,
        new Page("text/html", () -> resource(OURS + "index.html")),
        folder + "start.js",
        new Page("text/javascript", () -> resource(OURS + "start.js")),
        folder + "openapi.yaml",
        new Page("application/yaml", () -> text(document)),
        folder + "swagger-ui.css",
        new Page("text/css", () -> renderer("swagger-ui.css")),
        folder + "swagger-ui-bundle.js",
        new Page("text/javascript", () -> renderer("swagger-ui-bundle.js")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String renderer(String name) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(resource(VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var version = properties.getProperty("version");
    return resource("META-INF/resources/webjars/swagger-ui/%s/%s".formatted(version, name));
  }

  private static String resource(String name) {
    try (var file = ApiDocs.class.getClassLoader().getResourceAsStream(name)) {
      if (file == null) throw new IllegalStateException("the package lacks " + name);
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
