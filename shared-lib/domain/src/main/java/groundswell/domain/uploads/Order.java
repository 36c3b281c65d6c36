package groundswell.domain.uploads;

import groundswell.domain.activity.Origin;
import groundswell.domain.files.Choice;
import groundswell.domain.files.FileKind;
import groundswell.domain.uploads.UploadState.Abandoned;
import groundswell.domain.uploads.UploadState.Cancelled;
import groundswell.domain.uploads.UploadState.Checked;
import groundswell.domain.uploads.UploadState.Checking;
import groundswell.domain.uploads.UploadState.Completed;
import groundswell.domain.uploads.UploadState.Created;
import groundswell.domain.uploads.UploadState.Refused;
import groundswell.domain.uploads.UploadState.Reverted;
import groundswell.domain.uploads.UploadState.Reverting;
import groundswell.domain.uploads.UploadState.Storing;
import groundswell.domain.uploads.UploadState.Undecided;
import groundswell.domain.uploads.UploadState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a client orders about its upload.
public sealed interface Order {
  /// How long a checked upload can be applied, and how long after its arrival a file can be read
  /// again. It and its partitions are kept so much longer than other uploads need, see
  /// `FailureRetentionDays`.
  Duration CHECK_LIFE = Duration.ofDays(7);

  /// @return what the order comes to in the upload's state
  Outcome on(Upload upload, Instant now);

  /// To go on with an upload that was checked, or that leaves a question open: to store its rows,
  /// or to check it again.
  ///
  /// @param mapping how to read the file from now on, if that changes
  /// @param checkOnly whether to check it again instead of storing its rows
  /// @param confirmLeavers whether any number of members may leave by a complete file
  record Apply(Optional<String> mapping, boolean checkOnly, boolean confirmLeavers)
      implements Order {
    @Override
    public Outcome on(Upload upload, Instant now) {
      return switch (upload.state()) {
        case Created _, Waiting _, Checking _ ->
            isMeant(upload)
                ? new Outcome.Stands()
                : new Outcome.Refused(
                    Misfit.NOT_CHECKED, "the upload is not checked yet; wait until it is");
        case Undecided undecided -> decide(upload, undecided, now);
        case Checked checked -> goOn(upload, checked, now);
        case Storing _, Completed _ -> new Outcome.Stands();
        case Refused _, Cancelled _, Reverting _, Reverted _, Abandoned _ ->
            new Outcome.Refused(
                Misfit.ENDED,
                "the upload is %s, so its rows can't be stored; upload the file again"
                    .formatted(upload.state().label()));
      };
    }

    private boolean isMeant(Upload upload) {
      return upload.checkOnly() == checkOnly
          && (mapping.isEmpty() || mapping.equals(upload.mapping()))
          && (!confirmLeavers || upload.leavers() == upload.leavers().confirmed());
    }

    private Outcome decide(Upload upload, Undecided undecided, Instant now) {
      if (undecided.isExpired(now)) return expired();
      if (mapping.isPresent())
        return again(upload, undecided.acceptedAt(), undecided.objectVersion());
      if (undecided.leavers().isPresent())
        return confirmLeavers
            ? again(upload, undecided.acceptedAt(), undecided.objectVersion())
            : tooMany(undecided.leavers().get());
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
      if (checked.isExpired(now)) return expired();
      if (checkOnly || mapping.isPresent())
        return now.isAfter(checked.plan().acceptedAt().plus(CHECK_LIFE))
            ? expired()
            : again(upload, checked.plan().acceptedAt(), checked.objectVersion());
      var leavers = checked.check().leavers().filter(it -> !next(upload).takes(it));
      if (leavers.isPresent()) return tooMany(leavers.get());
      return new Outcome.Moves(upload.storing(checked.plan()));
    }

    private static Outcome expired() {
      return new Outcome.Refused(
          Misfit.CHECK_EXPIRED,
          "the file or its check is more than %d days old; upload the file again"
              .formatted(CHECK_LIFE.toDays()));
    }

    private Outcome again(Upload upload, Instant acceptedAt, String version) {
      return new Outcome.Moves(
          upload.checkedAgain(
              mapping.or(upload::mapping),
              next(upload),
              checkOnly,
              new Checking(acceptedAt, version)));
    }

    private LeaverPolicy next(Upload upload) {
      return confirmLeavers ? upload.leavers().confirmed() : upload.leavers();
    }

    private static Outcome tooMany(Leavers leavers) {
      return new Outcome.Refused(Misfit.TOO_MANY_LEAVERS, leavers.question());
    }
  }

  /// To end an upload. If its rows are being stored, that stops, and what is stored is taken back.
  ///
  /// @param by who cancels it
  record Cancel(String by) implements Order {
    @Override
    public Outcome on(Upload upload, Instant now) {
      return switch (upload.state()) {
        case Created _, Waiting _, Checking _, Undecided _, Checked _ ->
            new Outcome.Moves(upload.in(new Cancelled(now, by)));
        case Cancelled _, Reverting _ -> new Outcome.Stands();
        case Storing _ when upload.kind() == FileKind.MEMBERS ->
            new Outcome.Refused(
                Misfit.NOT_REVERTIBLE,
                "its members are being stored, and a file of members can't be taken back; wait for"
                    + " its report, and correct the members with another file");
        case Storing storing -> takeBack(upload, storing, now, by, Reverting.End.CANCELLED);
        case Completed _, Refused _, Reverted _, Abandoned _ ->
            new Outcome.Refused(
                Misfit.ENDED,
                "the upload is %s already%s"
                    .formatted(
                        upload.state().label(),
                        upload.state() instanceof Completed ? "; take it back instead" : ""));
      };
    }
  }

  /// To take back what an upload stored.
  ///
  /// @param by who orders it
  record Revert(String by) implements Order {
    @Override
    public Outcome on(Upload upload, Instant now) {
      if (upload.kind() == FileKind.MEMBERS)
        return new Outcome.Refused(
            Misfit.NOT_REVERTIBLE,
            "a file of members can't be taken back, because members may have joined, left or"
                + " entered activity since; correct the members with another file");
      return switch (upload.state()) {
        case Storing storing -> Order.takeBack(upload, storing, now, by, Reverting.End.REVERTED);
        case Completed completed -> takeBack(upload, completed.plan(), now);
        case Abandoned abandoned -> takeBack(upload, abandoned.plan(), now);
        case Reverting _, Reverted _ -> new Outcome.Stands();
        case Cancelled cancelled when cancelled.takenBack().isPresent() -> new Outcome.Stands();
        case Created _, Waiting _, Checking _, Undecided _, Checked _ ->
            new Outcome.Refused(Misfit.NOTHING_STORED, "nothing of it is stored yet; cancel it");
        case Refused _, Cancelled _ -> nothingStored(upload);
      };
    }

    private Outcome takeBack(Upload upload, Optional<Storing> plan, Instant now) {
      return plan.map(it -> Order.takeBack(upload, it, now, by, Reverting.End.REVERTED))
          .orElseGet(() -> nothingStored(upload));
    }

    private static Outcome nothingStored(Upload upload) {
      return new Outcome.Refused(
          Misfit.NOTHING_STORED,
          "the upload is %s, and nothing of it is stored".formatted(upload.state().label()));
    }
  }

  private static Outcome takeBack(
      Upload upload, Storing plan, Instant now, String by, Reverting.End end) {
    var until = plan.acceptedAt().plus(Origin.REVERTIBLE_FOR);
    if (now.isAfter(until))
      return new Outcome.Refused(
          Misfit.REVERT_EXPIRED,
          "its file arrived more than %d days ago, and what its values replaced is no longer kept; correct the values with another file"
              .formatted(Origin.REVERTIBLE_FOR.toDays()));
    return new Outcome.Moves(upload.in(new Reverting(plan, now, by, end)));
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
    /// Many members would leave, and the order does not confirm it.
    TOO_MANY_LEAVERS,
    CHECK_EXPIRED,
    /// It can't be taken back, because it is a file of members.
    NOT_REVERTIBLE,
    /// It can no longer be taken back.
    REVERT_EXPIRED,
    NOTHING_STORED,
    ENDED
  }
}
