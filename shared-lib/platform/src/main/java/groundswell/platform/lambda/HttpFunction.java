package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// A function behind an HTTP API.
public interface HttpFunction extends JsonFunction<HttpRequest, HttpResponse> {
  @Override
  default HttpRequest read(JsonNode event) {
    return HttpRequest.of(event);
  }

  @Override
  default void write(JsonGenerator json, HttpResponse response) throws IOException {
    response.write(json);
  }
}
