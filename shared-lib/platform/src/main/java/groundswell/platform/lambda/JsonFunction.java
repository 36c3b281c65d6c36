package groundswell.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A function that reads its event and writes its response itself. Lambda could do it for a typed
/// handler, but loads 700 classes at the start, with reflection and its own Jackson.
///
/// @param <E> the event
/// @param <A> the response
public interface JsonFunction<E, A> extends RequestStreamHandler {
  E read(JsonNode event);

  A handle(E event, Context context);

  void write(JsonGenerator json, A answer) throws IOException;

  @Override
  default void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var answer = handle(read(JsonTree.read(input)), context);
    output.write(Json.write(json -> write(json, answer)).getBytes(UTF_8));
  }
}
