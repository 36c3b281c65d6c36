package groundswell.dynamodb.expressions;

/// A word, a placeholder, a number or a sign of an expression.
///
/// @param start the position of its text in the expression
record Token(Kind kind, String text, int start) {
  static final String END_TEXT = "<EOF>";

  enum Kind {
    /// A letter, then letters, digits and underscores: a name, a keyword or a function.
    WORD,
    /// `#name`
    NAME_REFERENCE,
    /// `:value`
    VALUE_REFERENCE,
    NUMBER,
    /// An operator or a bracket.
    SIGN,
    /// A character that is valid nowhere.
    STRAY,
    END
  }

  int end() {
    return kind == Kind.END ? start : start + text.length();
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /// Keywords are case-insensitive.
  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }
}
