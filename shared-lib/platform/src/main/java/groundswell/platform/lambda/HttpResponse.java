package groundswell.platform.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The response to a [HttpRequest].
///
/// @param cookies each the value of a `Set-Cookie` header
public record HttpResponse(
    int status, Map<String, String> headers, List<String> cookies, String body) {
  public HttpResponse {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", status);
    json.writeObjectFieldStart("headers");
    for (var header : headers.entrySet()) json.writeStringField(header.getKey(), header.getValue());
    json.writeEndObject();
    json.writeArrayFieldStart("cookies");
    for (var cookie : cookies) json.writeString(cookie);
    json.writeEndArray();
    json.writeStringField("body", body);
    json.writeBooleanField("isBase64Encoded", false);
    json.writeEndObject();
  }
}
