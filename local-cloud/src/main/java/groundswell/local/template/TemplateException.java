package groundswell.local.template;

/// A template that the local cloud cannot run. The message begins with file and line.
public final class TemplateException extends RuntimeException {

  TemplateException(String message) {
    super(message);
  }
}
