package groundswell.domain.uploads;

import groundswell.domain.files.Choice;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a client orders about its upload.
public sealed interface Order {
  /// How long a checked upload can be applied. Its partitions are kept so much longer than those of
  /// other uploads need, see `FailureRetentionDays`.
  Duration CHECK_LIFE = Duration.ofDays(7);

  /// @return what the order comes to in the upload's state
  Outcome on(Upload upload, Instant now);

  /// To go on with an upload that was checked, or that leaves a question open: to store its rows,
  /// or to check it again.
  ///
  /// @param mapping how to read the file from now on, if that changes
  /// @param checkOnly whether to check it again instead of storing its rows
  record Apply(Optional<String> mapping, boolean checkOnly) implements Order {
    @Override
    public Outcome on(Upload upload, Instant now) {
      return switch (upload.state()) {
        case Created _, Waiting _, Checking _ ->
            isMeant(upload)
                ? new Outcome.Stands()
                : new Outcome.Refused(
                    Misfit.NOT_CHECKED, "the upload is not checked yet; wait until it is");
        case Undecided undecided -> decide(upload, undecided);
        case Checked checked -> goOn(upload, checked, now);
        case Storing _, Completed _ -> new Outcome.Stands();
        case Refused _, Cancelled _, Abandoned _ ->
            new Outcome.Refused(
                Misfit.ENDED,
                "the upload is %s, so its rows can't be stored; upload the file again"
                    .formatted(upload.state().label()));
      };
    }

    private boolean isMeant(Upload upload) {
      return upload.checkOnly() == checkOnly
          && (mapping.isEmpty() || mapping.equals(upload.mapping()));
    }

    private Outcome decide(Upload upload, Undecided undecided) {
      if (mapping.isPresent())
        return again(upload, undecided.acceptedAt(), undecided.objectVersion());
      if (undecided.choices().isEmpty())
        return new Outcome.Refused(
            Misfit.UNDECIDED, "no mapping fits the file; apply it with one that does");
      var fields =
          undecided.choices().stream().map(Choice::field).collect(Collectors.joining(", "));
      return new Outcome.Refused(
          Misfit.UNDECIDED,
          "the file can be read in several ways; say with a mapping how to read %s"
              .formatted(fields));
    }

    private Outcome goOn(Upload upload, Checked checked, Instant now) {
      if (now.isAfter(checked.checkedAt().plus(CHECK_LIFE)))
        return new Outcome.Refused(
            Misfit.CHECK_EXPIRED,
            "the check is more than %d days old; upload the file again"
                .formatted(CHECK_LIFE.toDays()));
      if (checkOnly || mapping.isPresent())
        return again(upload, checked.plan().acceptedAt(), checked.objectVersion());
      return new Outcome.Moves(upload.storing(checked.plan()));
    }

    private Outcome again(Upload upload, Instant acceptedAt, String version) {
      var next = mapping.or(upload::mapping);
      return new Outcome.Moves(
          upload.checkedAgain(next, checkOnly, new Checking(acceptedAt, version)));
    }
  }

  /// To end an upload none of whose rows are stored.
  ///
  /// @param by who cancels it
  record Cancel(String by) implements Order {
    @Override
    public Outcome on(Upload upload, Instant now) {
      return switch (upload.state()) {
        case Created _, Waiting _, Checking _, Undecided _, Checked _ ->
            new Outcome.Moves(upload.in(new Cancelled(now, by)));
        case Cancelled _ -> new Outcome.Stands();
        case Storing _ ->
            new Outcome.Refused(
                Misfit.STORING,
                "its rows are being stored, and what is stored stays; wait for its report, and"
                    + " correct the rows with another file");
        case Completed _, Refused _, Abandoned _ ->
            new Outcome.Refused(
                Misfit.ENDED, "the upload is %s already".formatted(upload.state().label()));
      };
    }
  }

  /// What an order comes to.
  sealed interface Outcome {
    /// The upload moves on.
    record Moves(Upload next) implements Outcome {}

    /// The order was carried out before.
    record Stands() implements Outcome {}

    /// The order does not fit the state.
    ///
    /// @param reason for people: what is wrong, and what to do
    record Refused(Misfit misfit, String reason) implements Outcome {}
  }

  /// Why an order does not fit an upload.
  enum Misfit {
    NOT_CHECKED,
    /// The file leaves a question open, and the order does not decide it.
    UNDECIDED,
    CHECK_EXPIRED,
    STORING,
    ENDED
  }
}
