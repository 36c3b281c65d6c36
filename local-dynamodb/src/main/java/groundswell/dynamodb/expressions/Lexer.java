package groundswell.dynamodb.expressions;

import groundswell.dynamodb.expressions.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens. It refuses nothing: an unknown character is a token too, and the
/// parser reports it.
final class Lexer {
  private static final String SIGNS = "=<>()[],.+-";

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /// @return the tokens; the last one is of kind [Kind#END]
  static List<Token> tokens(String text) {
    var lexer = new Lexer(text);
    var tokens = new ArrayList<Token>();
    do tokens.add(lexer.next());
    while (tokens.getLast().kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < text.length() && isSpace(text.charAt(at))) at++;
    if (at == text.length()) return new Token(Kind.END, Token.END_TEXT, at);
    var first = text.charAt(at);
    if (isLetter(first)) return token(Kind.WORD, endOfWord(at + 1));
    if (first == '#') return reference(Kind.NAME_REFERENCE);
    if (first == ':') return reference(Kind.VALUE_REFERENCE);
    if (isDigit(first)) return token(Kind.NUMBER, endOfNumber());
    if (SIGNS.indexOf(first) >= 0) return token(Kind.SIGN, at + signLength());
    return token(Kind.STRAY, at + Character.charCount(text.codePointAt(at)));
  }

  private Token token(Kind kind, int end) {
    var token = new Token(kind, text.substring(at, end), at);
    at = end;
    return token;
  }

  private Token reference(Kind kind) {
    var end = endOfWord(at + 1);
    return token(end == at + 1 ? Kind.STRAY : kind, end);
  }

  private int endOfWord(int from) {
    var end = from;
    while (end < text.length() && isPartOfWord(text.charAt(end))) end++;
    return end;
  }

  /// A number has no leading zeros: `01` is two tokens.
  private int endOfNumber() {
    var end = at + 1;
    if (text.charAt(at) != '0') while (end < text.length() && isDigit(text.charAt(end))) end++;
    return end;
  }

  private int signLength() {
    if (at + 1 == text.length()) return 1;
    var pair = text.substring(at, at + 2);
    return pair.equals("<>") || pair.equals("<=") || pair.equals(">=") ? 2 : 1;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  private static boolean isLetter(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  static boolean isPartOfWord(char character) {
    return isLetter(character) || isDigit(character) || character == '_';
  }
}
