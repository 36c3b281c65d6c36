package groundswell.local.identity;

import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The pages of the issuer, in plain HTML without a script.
final class SignInPage {
  private static final Map<String, String> ROLES =
      Map.of(
          "admin", "Administrator: uploads files, sets up challenges",
          "member", "Member: sees boards, makes entries",
          "operator", "Operator: runs the service for all clients",
          "viewer", "Viewer: sees what the administrator sees, changes nothing");

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ground:#f4f6f5;--surface:#fff;--ink:#11201e;--soft:#3f4f4c;
      --edge:#71807c;--accent:#0b6570;--on:#fff;--bad:#b0261e}
      @media(prefers-color-scheme:dark){:root{--ground:#0b1413;--surface:#121d1c;--ink:#e7efed;
      --soft:#bac8c5;--edge:#71837f;--accent:#54c6c2;--on:#05201f;--bad:#ff9186}}
      body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.45 system-ui,sans-serif}
      main{box-sizing:border-box;max-width:30rem;margin:3rem auto;padding:1.5rem;
      background:var(--surface);border-radius:10px}
      h1{margin:0 0 .5rem;font-size:1.625rem;line-height:1.2}
      p,fieldset{margin:0 0 1rem}fieldset{border:1px solid var(--edge);border-radius:6px}
      label{display:block;padding:.3rem 0}.hint{display:block;color:var(--soft);font-size:.875rem}
      input[type=text]{box-sizing:border-box;width:100%;min-height:44px;padding:0 .75rem;font:inherit;
      color:inherit;background:transparent;border:1px solid var(--edge);border-radius:6px}
      button{min-height:44px;padding:0 1.25rem;font:inherit;font-weight:600;color:var(--on);
      background:var(--accent);border:0;border-radius:6px}
      :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
      .bad{padding-left:.75rem;border-left:4px solid var(--bad)}
      """;

  private static final String STYLE_HASH =
      "'sha256-" + Base64.getEncoder().encodeToString(AuthorizationCodes.sha256(STYLE)) + "'";

  private SignInPage() {}

  /// What the page may do: nothing but send its form, which leads on to the client's address
  /// (<https://www.w3.org/TR/CSP3/#directive-form-action>).
  static String contentSecurityPolicy(Optional<AuthorizationRequest> request) {
    var next =
        request
            .map(found -> "'self' " + URI.create(found.redirectAddress()).resolve("/"))
            .orElse("'none'");
    return "default-src 'none'; style-src %s; form-action %s; base-uri 'none'; frame-ancestors 'none'"
        .formatted(STYLE_HASH, next);
  }

  /// The form in which somebody says who they are.
  ///
  /// @param chosen what was filled in before
  /// @param error what is wrong with it
  static String form(
      AuthorizationRequest request, Map<String, String> chosen, Optional<String> error) {
    var hidden =
        request.fields().entrySet().stream()
            .map(
                field ->
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(field.getKey(), escaped(field.getValue())))
            .collect(Collectors.joining("\n"));
    var role = chosen.getOrDefault("role", "admin");
    var roles =
        Claims.ROLES.stream()
            .map(each -> choice(each, each.equals(role)))
            .collect(Collectors.joining("\n"));
    return page(
        error.isPresent() ? "Error: sign in" : "Sign in",
        """
        <p>This is a local cloud. Choose who you are; there is no password.</p>
        %s
        <form method="post" action="authorize">
        %s
        <p><label for="tenant">Client<span class="hint" id="tenant-hint">Letters, digits, points, hyphens.</span></label>
        <input type="text" id="tenant" name="tenant" value="%s" required maxlength="64" autocomplete="organization" spellcheck="false" aria-describedby="tenant-hint"></p>
        <fieldset><legend>Role</legend>
        %s
        </fieldset>
        <p><label for="subject">Member or user<span class="hint" id="subject-hint">A member's id, for example ada; for other roles any name.</span></label>
        <input type="text" id="subject" name="subject" value="%s" required maxlength="256" autocomplete="username" spellcheck="false" aria-describedby="subject-hint"></p>
        <button>Sign in</button>
        </form>\
        """
            .formatted(
                error.map(SignInPage::alert).orElse(""),
                hidden,
                escaped(chosen.getOrDefault("tenant", "acme")),
                roles,
                escaped(chosen.getOrDefault("subject", "ada"))));
  }

  private static String choice(String role, boolean isChosen) {
    return "<label><input type=\"radio\" name=\"role\" value=\"%s\"%s> %s</label>"
        .formatted(role, isChosen ? " checked" : "", ROLES.getOrDefault(role, role));
  }

  private static String alert(String message) {
    return "<p class=\"bad\" role=\"alert\">%s</p>".formatted(escaped(message));
  }

  /// Says why nobody can be signed in.
  static String refusal(String message) {
    return page(
        "No sign-in from this address",
        alert(message)
            + "\n"
            + "<p>Nobody was signed in. Open the console at the address that groundswell up"
            + " prints.</p>");
  }

  private static String page(String title, String content) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%1$s · Groundswell, local issuer</title>
    <style>%2$s</style>
    </head>
    <body>
    <main>
    <h1>%1$s</h1>
    %3$s
    </main>
    </body>
    </html>
    """
        .formatted(title, STYLE, content);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
