package groundswell.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groundswell.local.template.Topology.CorsRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTheConsole {
  private static final String HEADERS =
      """
      Resources:
        Headers:
          Type: AWS::CloudFront::ResponseHeadersPolicy
          Properties:
            ResponseHeadersPolicyConfig:
              Name: pages
              SecurityHeadersConfig:
                ContentSecurityPolicy: {ContentSecurityPolicy: "default-src 'none'", Override: true}
                ContentTypeOptions: {Override: true}
                FrameOptions: {FrameOption: DENY, Override: true}
                ReferrerPolicy: {ReferrerPolicy: same-origin, Override: true}
                StrictTransportSecurity: {AccessControlMaxAgeSec: 1, Override: true}
              CustomHeadersConfig:
                Items: [{Header: Permissions-Policy, Value: camera=(), Override: true}]
      """;

  @Test
  void readsTheHeadersOfPages() {
    assertThat(Texts.read(HEADERS).pageHeaders())
        .containsOnly(
            Map.entry("Content-Security-Policy", "default-src 'none'"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "DENY"),
            Map.entry("Referrer-Policy", "same-origin"),
            Map.entry("Permissions-Policy", "camera=()"));
  }

  @Test
  void supportsOnePolicyForHeaders() {
    var two = HEADERS + HEADERS.replace("Resources:\n", "").replace("Headers:\n", "Others:\n");

    assertThatThrownBy(() -> Texts.read(two))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("one policy for headers");
  }

  @Test
  void readsWhichPagesMayCallTheApi() {
    var topology =
        Texts.read(
            """
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  CorsConfiguration:
                    AllowOrigins: ['https://console.example.com']
                    AllowMethods: [GET]
                    AllowHeaders: [authorization]
                    ExposeHeaders: [etag]
                    MaxAge: 7200
            """);

    assertThat(topology.httpApi().orElseThrow().cors())
        .contains(
            new CorsRule(
                List.of("https://console.example.com"),
                List.of("GET"),
                List.of("authorization"),
                List.of("etag"),
                Optional.of(Duration.ofHours(2))));
  }
}
