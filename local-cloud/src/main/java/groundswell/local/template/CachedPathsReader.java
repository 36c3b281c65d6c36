package groundswell.local.template;

import groundswell.local.template.CreatedResources.Created;
import groundswell.local.template.Topology.CachedPaths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a distribution caches for callers with its signed cookies. See
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
final class CachedPathsReader {
  private static final int LIFE_SECONDS_MAX = 31_536_000;

  private final CreatedResources resources;

  CachedPathsReader(CreatedResources resources) {
    this.resources = resources;
  }

  Optional<CachedPaths> paths() {
    var found =
        resources.of("AWS::CloudFront::Distribution").stream()
            .flatMap(each -> each.properties().section("DistributionConfig").stream())
            .flatMap(
                config ->
                    config.sections("CacheBehaviors").stream()
                        .flatMap(it -> paths(config, it).stream()))
            .toList();
    if (found.size() > 1) {
      throw resources
          .of("AWS::CloudFront::Distribution")
          .getFirst()
          .properties()
          .error("the local cloud supports one behavior with signed cookies");
    }
    return found.stream().findFirst();
  }

  private Optional<CachedPaths> paths(Section config, Section behavior) {
    var groups = behavior.texts("TrustedKeyGroups");
    if (groups.isEmpty()) return Optional.empty();
    var policy =
        named(
            "AWS::CloudFront::CachePolicy",
            "CachePolicyConfig",
            behavior.text("CachePolicyId"),
            behavior);
    return Optional.of(
        new CachedPaths(
            behavior.text("PathPattern"),
            keys(groups, behavior),
            query(policy),
            headers(config, behavior.text("TargetOriginId")),
            policy
                .seconds("MaxTTL", 0, LIFE_SECONDS_MAX)
                .orElseThrow(() -> policy.error("MaxTTL is missing"))));
  }

  private Map<String, String> keys(List<String> groups, Section behavior) {
    return groups.stream()
        .flatMap(
            group ->
                named("AWS::CloudFront::KeyGroup", "KeyGroupConfig", group, behavior)
                    .texts("Items")
                    .stream())
        .distinct()
        .collect(
            Collectors.toUnmodifiableMap(
                id -> id,
                id ->
                    named("AWS::CloudFront::PublicKey", "PublicKeyConfig", id, behavior)
                        .text("EncodedKey")));
  }

  private static List<String> query(Section policy) {
    return policy.section("ParametersInCacheKeyAndForwardedToOrigin").stream()
        .flatMap(key -> key.section("QueryStringsConfig").stream())
        .flatMap(config -> config.texts("QueryStrings").stream())
        .toList();
  }

  private static Map<String, String> headers(Section config, String origin) {
    return config.sections("Origins").stream()
        .filter(each -> each.text("Id").equals(origin))
        .flatMap(each -> each.sections("OriginCustomHeaders").stream())
        .collect(
            Collectors.toUnmodifiableMap(
                each -> each.text("HeaderName"), each -> each.text("HeaderValue")));
  }

  private Section named(String type, String config, String id, Section owner) {
    return resources.of(type).stream()
        .filter(each -> resources.ref(each).equals(id))
        .map(Created::properties)
        .flatMap(properties -> properties.section(config).stream())
        .findFirst()
        .orElseThrow(
            () -> owner.error("there is no %s \"%s\" in this template".formatted(type, id)));
  }
}
