package groundswell.local.http;

/// Small XML documents, put together as text.
public final class XmlText {
  private XmlText() {}

  public static String element(String name, String text) {
    return nested(name, escaped(text));
  }

  /// @param content XML
  public static String nested(String name, String content) {
    return "<%s>%s</%s>".formatted(name, content, name);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
