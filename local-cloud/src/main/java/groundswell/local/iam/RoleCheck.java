package groundswell.local.iam;

import groundswell.local.calls.Call;
import groundswell.local.calls.CallInterceptor;
import groundswell.local.template.Roles;
import groundswell.local.template.Statement;
import groundswell.local.template.Statement.Effect;
import groundswell.local.template.Topology;
import groundswell.platform.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;

/// Refuses the calls that a function's role does not allow, with AWS's error and message. See
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>: an
/// explicit deny wins, and a call that no statement allows is refused.
public final class RoleCheck implements CallInterceptor {
  private static final Logger LOG = LoggerFactory.getLogger(RoleCheck.class);

  private static final int NOT_FOUND = 404;

  private final Roles roles;
  private final StatementUse use;
  private final RequiredPermissions required;

  private RoleCheck(Roles roles, RequiredPermissions required, StatementUse use) {
    this.roles = roles;
    this.required = required;
    this.use = use;
  }

  /// @param use records the template's statements, and which of them were needed
  /// @throws IllegalStateException if a role does not let Lambda run its function
  public static RoleCheck of(Topology topology, StatementUse use) {
    var roles = topology.roles();
    roles.statements().forEach(use::know);
    var check = new RoleCheck(roles, new RequiredPermissions(topology), use);
    new StartingPermissions(topology).forEach(check::requireAtStart);
    return check;
  }

  /// Lambda refuses to create a mapping whose function's role may not read the source.
  private void requireAtStart(String function, Permission permission) {
    if (!roles.restrict(function) || allows(function, permission)) return;
    throw new IllegalStateException(
        "function \"%s\": its role does not allow %s on %s, which Lambda needs to run it"
            .formatted(function, permission.action(), permission.resource()));
  }

  @Override
  public <T> T around(Call call, Callable<T> proceed) throws Exception {
    if (!roles.restrict(call.caller())) return proceed.call();
    for (var permission : required.of(call)) require(call, permission);
    try {
      return proceed.call();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) requireListing(call);
      throw e;
    }
  }

  /// Only a caller that may list the bucket learns that a key is missing:
  /// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html>, "Permissions".
  private void requireListing(Call call) {
    required.toLearnThatAKeyIsMissing(call).forEach(permission -> require(call, permission));
  }

  /// Clients whose presigned URLs are checked when they are signed. S3 checks them when they are
  /// used, against the permissions of the role that signed.
  public AwsClients signing(AwsClients clients, String function) {
    var presigner = clients.s3Presigner();
    var checked =
        (S3Presigner)
            Proxy.newProxyInstance(
                S3Presigner.class.getClassLoader(),
                new Class<?>[] {S3Presigner.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof Consumer<?>) {
                    return InvocationHandler.invokeDefault(proxy, method, arguments);
                  }
                  if (arguments != null) requireSigning(function, arguments[0]);
                  return method.invoke(presigner, arguments);
                });
    return new AwsClients(
        clients.dynamoDb(),
        clients.sqs(),
        clients.sns(),
        clients.eventBridge(),
        clients.s3(),
        checked,
        clients.ssm(),
        clients.lambda(),
        clients.cloudWatch());
  }

  private void requireSigning(String function, Object request) {
    if (!roles.restrict(function)) return;
    var signed =
        switch (request) {
          case GetObjectPresignRequest get -> get.getObjectRequest();
          case PutObjectPresignRequest put -> put.putObjectRequest();
          case Object other -> throw RequiredPermissions.unknown(other);
        };
    var call = new Call(function, "s3", "Presign", signed);
    for (var permission : required.of(call)) require(call, permission);
  }

  private void require(Call call, Permission permission) {
    if (allows(call.caller(), permission)) return;
    LOG.error(
        "{} may not {}: its role in the template needs a statement with Action: {}, Resource: {}{}",
        call.caller(),
        call.operation(),
        permission.action(),
        permission.resource(),
        permission.context().isEmpty() ? "" : " for " + permission.context());
    throw Denial.of(call, permission);
  }

  private boolean allows(String function, Permission permission) {
    var own = roles.of(function);
    if (fitting(own, Effect.DENY, permission).findAny().isPresent()) return false;
    if (fitting(roles.managedOf(function), Effect.ALLOW, permission).findAny().isPresent()) {
      return true;
    }
    var allowing = fitting(own, Effect.ALLOW, permission).limit(2).toList();
    if (allowing.size() == 1) use.need(function, allowing.getFirst());
    return !allowing.isEmpty();
  }

  private static Stream<Statement> fitting(
      List<Statement> statements, Effect effect, Permission permission) {
    return statements.stream()
        .filter(
            statement -> statement.effect() == effect && StatementMatch.of(statement, permission));
  }
}
