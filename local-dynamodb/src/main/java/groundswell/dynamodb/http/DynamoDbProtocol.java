package groundswell.dynamodb.http;

import groundswell.dynamodb.http.Credentials.Unauthenticated;
import groundswell.dynamodb.http.Operations.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Answers requests of the JSON 1.0 protocol of both services:
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html>.
///
/// Checks a request in the service's order: method and content type, JSON, operation, signature,
/// types of the members. The operation checks the rest.
final class DynamoDbProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbProtocol.class);
  private static final String JSON = "application/json";
  private static final String AWS_JSON = "application/x-amz-json-1.0";

  private final Operations operations = new Operations();
  private final Function<Caller, Clients> clients;

  /// @param clients the tables of a caller
  DynamoDbProtocol(Function<Caller, Clients> clients) {
    this.clients = clients;
  }

  HttpAnswer answer(HttpRequest request) {
    return switch (request.method()) {
      case "POST" -> post(request);
      case "GET" -> HttpAnswer.text(HttpAnswer.OK, "healthy: local-dynamodb ");
      case "OPTIONS" -> request.header("Origin").isPresent() ? preflight(request) : notFound();
      default -> notFound();
    };
  }

  private HttpAnswer post(HttpRequest request) {
    var contentType = contentType(request);
    var body = request.body().asByteArrayUnsafe();
    var isEmpty = body.length == 0;
    if (!isEmpty && !contentType.equals(AWS_JSON) && !contentType.equals(JSON)) return notFound();
    var answered = contentType.equals(AWS_JSON) ? AWS_JSON : JSON;
    try {
      var target = request.headerOrEmpty("X-Amz-Target");
      var operation = operations.find(target);
      if (operation.isEmpty()) {
        if (!isEmpty) RequestReader.requireJson(body);
        return refused("UnknownOperationException", Optional.empty(), answered);
      }
      return call(operation.get(), target, caller(request), body, answered);
    } catch (UnreadableRequest e) {
      return refused("SerializationException", e.explanation(), answered);
    } catch (Unauthenticated e) {
      return refused(e.code(), Optional.of(e.explanation()), answered);
    }
  }

  private static Caller caller(HttpRequest request) throws Unauthenticated, UnreadableRequest {
    try {
      return Credentials.caller(request);
    } catch (Unauthenticated e) {
      var body = request.body().asByteArrayUnsafe();
      if (body.length > 0) RequestReader.requireJson(body);
      throw e;
    }
  }

  private HttpAnswer call(
      Operation operation, String target, Caller caller, byte[] body, String contentType)
      throws UnreadableRequest {
    var request = RequestReader.read(body, operation.request());
    try {
      var response = operation.call(clients.apply(caller), request);
      return HttpAnswer.json(
          HttpAnswer.OK, contentType, ResponseWriter.write(response, operation.response()));
    } catch (AwsServiceException e) {
      return HttpAnswer.json(e.statusCode(), contentType, ErrorAnswer.of(e));
    } catch (Throwable e) {
      LOG.error("{} failed", target, e);
      return HttpAnswer.json(HttpAnswer.INTERNAL_ERROR, contentType, ErrorAnswer.internal());
    }
  }

  private static HttpAnswer refused(String code, Optional<String> message, String contentType) {
    return HttpAnswer.json(
        HttpAnswer.BAD_REQUEST, contentType, ErrorAnswer.ofService(code, message));
  }

  private static String contentType(HttpRequest request) {
    var header = request.headerOrEmpty("Content-Type");
    var semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
  }

  private static HttpAnswer notFound() {
    return HttpAnswer.text(HttpAnswer.NOT_FOUND, "<UnknownOperationException/>\n");
  }

  /// The preflight request that a browser sends before a cross-origin request.
  private static HttpAnswer preflight(HttpRequest request) {
    var headers = new HashMap<String, String>();
    headers.put("Access-Control-Max-Age", "172800");
    allow(request, "Access-Control-Request-Headers", "Access-Control-Allow-Headers", headers);
    allow(request, "Access-Control-Request-Method", "Access-Control-Allow-Methods", headers);
    return HttpAnswer.empty(HttpAnswer.OK, headers);
  }

  private static void allow(
      HttpRequest request, String asked, String allowed, Map<String, String> headers) {
    request.header(asked).ifPresent(value -> headers.put(allowed, value));
  }
}
