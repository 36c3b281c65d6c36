package groundswell.client;

import java.util.Locale;

/// The kinds of failures that a client finds by itself; the API's have codes of their own.
/// `docs/api-problems.md` lists both.
public enum ErrorCode {
  /// The command line is wrong.
  USAGE,
  /// A file cannot be read or written.
  FILE,
  /// A settings file or a token is missing, wrong, or open to others.
  SETTINGS,
  /// Nothing answers.
  UNREACHABLE,
  /// The answer, or what was waited for, did not come in time.
  TIMED_OUT,
  INTERRUPTED,
  /// A secret would have been sent without encryption.
  NOT_ENCRYPTED,
  /// The token is not accepted.
  UNAUTHORIZED,
  /// The API has nothing at this address.
  UNKNOWN_ADDRESS,
  /// The system is starting or busy.
  UNAVAILABLE,
  /// The gateway or the store refused without a code.
  REFUSED,
  /// The answer is not the API's.
  UNEXPECTED_ANSWER,
  /// An abbreviated id fits several, or there are too many failures to search.
  AMBIGUOUS,
  /// What was asked for does not exist, or is no longer kept.
  NOT_FOUND,
  /// The local cloud cannot start.
  LOCAL_CLOUD,
  /// A fault in the command itself.
  INTERNAL;

  /// The code for programs, for example `timed-out`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
