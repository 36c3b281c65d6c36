package groundswell.local.template;

import java.util.LinkedHashMap;
import java.util.Map;

/// The headers of the console's pages, from CloudFront's policy for them. See
/// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-response-headers.html
final class PageHeadersReader {
  private final CreatedResources resources;

  PageHeadersReader(CreatedResources resources) {
    this.resources = resources;
  }

  Map<String, String> headers() {
    var policies = resources.of("AWS::CloudFront::ResponseHeadersPolicy");
    if (policies.size() > 1) {
      throw policies.get(1).properties().error("the local cloud supports one policy for headers");
    }
    var headers = new LinkedHashMap<String, String>();
    for (var policy : policies) {
      var config = policy.properties().section("ResponseHeadersPolicyConfig");
      config
          .flatMap(each -> each.section("SecurityHeadersConfig"))
          .ifPresent(security -> putSecurity(headers, security));
      config
          .flatMap(each -> each.section("CustomHeadersConfig"))
          .ifPresent(
              custom ->
                  custom
                      .sections("Items")
                      .forEach(item -> headers.put(item.text("Header"), item.text("Value"))));
    }
    return headers;
  }

  private static void putSecurity(Map<String, String> headers, Section security) {
    security
        .section("ContentSecurityPolicy")
        .ifPresent(
            policy -> headers.put("Content-Security-Policy", policy.text("ContentSecurityPolicy")));
    security
        .section("ContentTypeOptions")
        .ifPresent(_ -> headers.put("X-Content-Type-Options", "nosniff"));
    security
        .section("FrameOptions")
        .ifPresent(frames -> headers.put("X-Frame-Options", frames.text("FrameOption")));
    security
        .section("ReferrerPolicy")
        .ifPresent(policy -> headers.put("Referrer-Policy", policy.text("ReferrerPolicy")));
  }
}
