package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/// The response to a [HttpRequest].
public record HttpResponse(int status, Map<String, String> headers, String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", status);
    json.writeObjectFieldStart("headers");
    for (var header : headers.entrySet()) json.writeStringField(header.getKey(), header.getValue());
    json.writeEndObject();
    json.writeStringField("body", body);
    json.writeBooleanField("isBase64Encoded", false);
    json.writeEndObject();
  }
}
