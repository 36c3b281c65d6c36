package groundswell.domain.files;

import java.nio.charset.Charset;
import java.util.Optional;

/// What the uploader says about the bytes of a file. It stands among the parts of a mapping:
/// `encoding=windows-1250`, `sheet=Steps`; a name with a semicolon stands in quotes.
///
/// @param sheet the name of a workbook's sheet, or its number, counted from 1
public record ReadOptions(Optional<Charset> encoding, Optional<String> sheet) {
  static final ReadOptions NONE = new ReadOptions(Optional.empty(), Optional.empty());

  private static final String ENCODING = "encoding";
  private static final String SHEET = "sheet";

  /// The longest name of a sheet, in characters: more than the 31 that spreadsheets allow.
  private static final int SHEET_LENGTH_MAX = 64;

  /// Whether a part of a mapping is an option.
  static boolean isOption(String key) {
    return key.equals(ENCODING) || key.equals(SHEET);
  }

  /// The same with another option.
  ///
  /// @param text as it stands behind the equals sign
  /// @throws IllegalArgumentException if the option has a value already, or an unknown one
  ReadOptions with(String key, String text) {
    var value = unquoted(text.strip());
    if (value.isEmpty()) throw new IllegalArgumentException("nothing follows the \"=\"");
    return switch (key) {
      case ENCODING -> {
        checkNew(encoding.isEmpty(), key);
        yield new ReadOptions(Optional.of(Encoding.named(value)), sheet);
      }
      case SHEET -> {
        checkNew(sheet.isEmpty(), key);
        if (value.length() > SHEET_LENGTH_MAX) {
          throw new IllegalArgumentException(
              "the sheet's name is longer than %d characters".formatted(SHEET_LENGTH_MAX));
        }
        yield new ReadOptions(encoding, Optional.of(value));
      }
      default -> throw new IllegalArgumentException("unknown option \"%s\"".formatted(key));
    };
  }

  /// These options, in which others take the place of the same ones.
  ReadOptions with(ReadOptions other) {
    return new ReadOptions(other.encoding.or(() -> encoding), other.sheet.or(() -> sheet));
  }

  private static void checkNew(boolean isNew, String key) {
    if (!isNew) throw new IllegalArgumentException("%s is given twice".formatted(key));
  }

  private static String unquoted(String text) {
    if (text.length() < 2) return text;
    char quote = text.charAt(0);
    boolean quoted = (quote == '"' || quote == '\'') && text.charAt(text.length() - 1) == quote;
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
