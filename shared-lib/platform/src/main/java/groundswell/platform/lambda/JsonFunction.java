package groundswell.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import groundswell.platform.json.Json;
import groundswell.platform.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A function that reads its event and writes its answer itself. Lambda would do it for a typed
/// handler, with reflection and a Jackson of its own, which is 700 classes of a start; it takes the
/// method with the streams where there are both.
///
/// @param <E> the event
/// @param <A> the answer
public interface JsonFunction<E, A> extends RequestHandler<E, A>, RequestStreamHandler {
  E read(JsonNode event);

  void write(JsonGenerator json, A answer) throws IOException;

  @Override
  default void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var answer = handleRequest(read(JsonTree.read(input)), context);
    output.write(Json.write(json -> write(json, answer)).getBytes(UTF_8));
  }
}
