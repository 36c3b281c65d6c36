package groundswell.integration.stack;

import groundswell.domain.ids.TenantId;
import groundswell.local.http.HttpGateway;
import groundswell.local.http.LocalRoutes;
import groundswell.local.http.RouteInvoker;
import groundswell.local.http.TrustedCallers;
import groundswell.local.identity.Claims;
import groundswell.local.identity.LocalIssuer;
import groundswell.local.template.LocalNames;
import groundswell.local.template.Template;
import groundswell.local.template.Topology;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Stands in for API Gateway: the template's routes and authorizer, with its own tokens, in front
/// of functions that are called directly.
final class FrontDoor implements AutoCloseable {
  private final HttpGateway gateway;
  private final CheckedApi api;
  private final LocalIssuer issuer;
  private final Topology topology;

  private FrontDoor(HttpGateway gateway, LocalIssuer issuer, Topology topology) {
    this.gateway = gateway;
    api = CheckedApi.before(gateway.address());
    this.issuer = issuer;
    this.topology = topology;
  }

  static FrontDoor open(Path template, Map<String, String> parameters, RouteInvoker functions) {
    var clock = InstantSource.system();
    var callers = new TrustedCallers();
    var issuer = LocalIssuer.start(callers, clock);
    var gateway = HttpGateway.listen(0, callers);
    var all = new HashMap<>(parameters);
    all.put("JwtIssuer", issuer.issuer().toString());
    var names = LocalNames.of("http://elsewhere.invalid", gateway.address().toString());
    var topology = Template.read(template, all, names);
    var api = topology.httpApi().orElseThrow();
    issuer.setAudience(api.audience());
    gateway.serve(api, functions, LocalRoutes.none(), Optional.empty(), Optional.empty(), clock);
    return new FrontDoor(gateway, issuer, topology);
  }

  URI address() {
    return api.address();
  }

  String token(TenantId tenant, String role, String subject) {
    return issuer.tokenFor(new Claims(subject, tenant.value(), role));
  }

  /// What the template says exists.
  Topology topology() {
    return topology;
  }

  @Override
  public void close() {
    gateway.close();
    issuer.close();
    api.close();
  }
}
