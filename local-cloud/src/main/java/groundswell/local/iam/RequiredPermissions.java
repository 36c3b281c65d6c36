package groundswell.local.iam;

import groundswell.local.calls.Call;
import groundswell.local.template.Roles;
import groundswell.local.template.Topology;
import java.util.List;
import java.util.stream.Stream;

/// The permissions that a call needs (the AWS Service Authorization Reference, "Actions, resources,
/// and condition keys").
final class RequiredPermissions {
  private final TablePermissions tables;
  private final MessagingPermissions messaging;
  private final ObjectPermissions objects;

  RequiredPermissions(Topology topology) {
    tables = new TablePermissions(topology.tables(), topology.roles());
    messaging = new MessagingPermissions(topology.roles());
    objects = new ObjectPermissions(topology.roles());
  }

  /// @throws IllegalArgumentException for an unknown call
  List<Permission> of(Call call) {
    var all =
        switch (call.service()) {
          case "dynamodb" -> tables.of(call);
          case "s3" -> objects.of(call);
          // Metrics have no ARN.
          case "cloudwatch" -> List.of(Permission.of("cloudwatch:" + call.operation(), "*"));
          case "sqs", "sns", "events", "ssm", "lambda" -> messaging.of(call);
          case String other -> throw new IllegalArgumentException("no service " + other);
        };
    return all.stream().distinct().toList();
  }

  static IllegalArgumentException unknown(Object request) {
    return new IllegalArgumentException(
        "it is not known here which permission %s needs"
            .formatted(request.getClass().getSimpleName()));
  }

  List<Permission> toLearnThatAKeyIsMissing(Call call) {
    return objects.toLearnThatAKeyIsMissing(call);
  }

  /// The permissions on its key that the use of an encrypted resource needs.
  static Stream<Permission> ofKey(Roles roles, String resource, String... actions) {
    return roles.keyOf(resource).stream()
        .flatMap(key -> Stream.of(actions).map(action -> Permission.of("kms:" + action, key)));
  }
}
