package groundswell.http;

import java.util.Locale;

/// The kinds of problems that the APIs answer with. Clients decide by the code, so a code keeps its
/// meaning for ever; `docs/api-problems.md` lists them.
public enum ProblemCode {
  BAD_REQUEST(400, "Bad request"),
  MALFORMED_BODY(400, "Malformed body"),

  FORBIDDEN(403, "Forbidden"),
  EDITING_DISABLED(403, "Editing is disabled"),

  UNKNOWN_ROUTE(404, "Unknown route"),
  UNKNOWN_ACTION(404, "Unknown action"),
  UNKNOWN_MEMBER(404, "Unknown member"),
  UNKNOWN_CHALLENGE(404, "Unknown challenge"),
  UNKNOWN_UPLOAD(404, "Unknown upload"),
  UNKNOWN_MAPPING(404, "Unknown mapping"),
  UNKNOWN_FAILURE(404, "Unknown failure"),
  UNKNOWN_REDRIVE(404, "Unknown redrive"),
  UNKNOWN_REHEARSAL(404, "Unknown rehearsal"),
  NO_REJECTS(404, "No rejected rows"),
  NOT_REMOVED(404, "Not removed"),
  NOT_ON_BOARD(404, "Not on the board"),
  BOARD_LOST(404, "Board lost"),
  BOARDS_NOT_CACHED(404, "Boards are not cached"),

  TOO_MANY_CHALLENGES(409, "Too many challenges"),
  TOO_MANY_MAPPINGS(409, "Too many mappings"),
  JOIN_DEADLINE_PASSED(409, "Join deadline passed"),
  MEMBER_REMOVED(409, "Member removed"),
  BEING_ERASED(409, "Being erased"),
  OWN_ENTRIES_OFF(409, "Own entries are off"),
  FILE_MISSING(409, "File missing"),
  NOT_ENDED(409, "Not ended"),
  NOT_CHECKED(409, "Not checked"),
  UNDECIDED(409, "Undecided"),
  TOO_MANY_LEAVERS(409, "Too many leavers"),
  CHECK_EXPIRED(409, "Check expired"),
  NOT_REVERTIBLE(409, "Can't be taken back"),
  REVERT_EXPIRED(409, "Can no longer be taken back"),
  NOTHING_STORED(409, "Nothing is stored"),
  REVERTING(409, "Being taken back"),
  ENDED(409, "Ended"),
  REDRIVE_ENDED(409, "Redrive ended"),
  NOT_EDITABLE(409, "Not editable"),
  BODY_EXPIRED(409, "Message expired"),
  FAILURE_NOT_OPEN(409, "Failure not open"),

  TENANT_REMOVED(410, "Tenant removed"),

  CHANGED_MEANWHILE(412, "Changed meanwhile"),
  TOO_LARGE(413, "Content too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  INVALID(422, "Invalid fields"),
  IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),

  TOO_MANY_REQUESTS(429, "Too many requests"),
  TOO_MANY_UPLOADS(429, "Too many uploads"),
  TOO_MANY_RECALCULATIONS(429, "Too many recalculations"),

  FAULT(500, "Internal error"),
  BUSY(503, "Busy");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The problem in a few words; the same for all problems with this code.
  public String title() {
    return title;
  }

  /// The code as sent, for example `unknown-member`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
