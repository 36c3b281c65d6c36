package groundswell.platform.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/// A function behind an HTTP API, payload format 2.0. It reads only the parts of a request that our
/// API uses: route, parameters, headers, body and the token's claims (API Gateway developer guide,
/// "Create AWS Lambda proxy integrations for HTTP APIs").
public interface HttpFunction
    extends JsonFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  @Override
  default APIGatewayV2HTTPEvent read(JsonNode event) {
    var read = new APIGatewayV2HTTPEvent();
    read.setRouteKey(Nodes.text(event, "routeKey"));
    read.setHeaders(Nodes.texts(event.path("headers")));
    read.setPathParameters(Nodes.texts(event.path("pathParameters")));
    read.setQueryStringParameters(Nodes.texts(event.path("queryStringParameters")));
    read.setBody(Nodes.text(event, "body"));
    read.setIsBase64Encoded(event.path("isBase64Encoded").asBoolean());
    read.setRequestContext(context(event.path("requestContext")));
    return read;
  }

  @Override
  default void write(JsonGenerator json, APIGatewayV2HTTPResponse answer) throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", answer.getStatusCode());
    json.writeObjectFieldStart("headers");
    for (var header : answer.getHeaders().entrySet())
      json.writeStringField(header.getKey(), header.getValue());
    json.writeEndObject();
    json.writeStringField("body", answer.getBody());
    json.writeBooleanField("isBase64Encoded", answer.getIsBase64Encoded());
    json.writeEndObject();
  }

  private static RequestContext context(JsonNode node) {
    var context = new RequestContext();
    var token = node.path("authorizer").path("jwt");
    if (token.isObject()) {
      var jwt = new RequestContext.Authorizer.JWT();
      jwt.setClaims(Nodes.texts(token.path("claims")));
      var authorizer = new RequestContext.Authorizer();
      authorizer.setJwt(jwt);
      context.setAuthorizer(authorizer);
    }
    return context;
  }
}
