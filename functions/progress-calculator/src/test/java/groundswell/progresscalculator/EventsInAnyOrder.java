package groundswell.progresscalculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import groundswell.domain.Lane;
import groundswell.domain.activity.ActivityMonths.Consistency;
import groundswell.domain.activity.MonthKey;
import groundswell.domain.activity.SourcePolicy;
import groundswell.domain.challenges.Challenge;
import groundswell.domain.challenges.ScoringRule;
import groundswell.domain.events.Event.ActivityChanged;
import groundswell.domain.events.Event.ChallengeChanged;
import groundswell.domain.events.Event.MemberChanged;
import groundswell.domain.ids.MemberId;
import groundswell.domain.members.Member;
import groundswell.platform.events.EventCodec;
import groundswell.platform.testing.TestProgram;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// In any order of changes, deliveries, batches and duplicates, every member's progress ends as
/// that of its activity.
class EventsInAnyOrder {
  private static final List<String> MEMBERS = List.of("ann", "bob");
  private static final List<YearMonth> MONTHS =
      List.of(YearMonth.of(2026, 3), YearMonth.of(2026, 4));

  @Test
  void endWithTheProgressThatTheActivityComesTo() {
    qt().withExamples(40)
        .forAll(longs().all())
        .checkAssert(
            seed -> {
              var story = new Story(new Random(seed));
              story.unfold();

              MEMBERS.forEach(story::check);
            });
  }

  private static final class Story {
    private final Random random;
    private final TestProgram program = new TestProgram();
    private final Calculator calculator = new Calculator(program);
    private final List<String> waiting = new ArrayList<>();
    private Challenge challenge = program.define("spring", TestProgram.totalOfSteps());

    Story(Random random) {
      this.random = random;
    }

    void unfold() {
      MEMBERS.forEach(member -> tell(program.join(member)));
      for (int i = 0; i < 25; i++) {
        happen(MEMBERS.get(random.nextInt(MEMBERS.size())));
        if (random.nextInt(3) == 0) deliver(random.nextInt(1 + waiting.size()), true);
      }
      while (!waiting.isEmpty()) deliver(1 + random.nextInt(waiting.size()), false);
    }

    void check(String member) {
      var joined = program.members.find(program.tenant, new MemberId(member)).orElseThrow();
      if (!joined.enrolments().containsKey(challenge.id())) return;
      var progress = program.progressOf(member, challenge).orElseThrow();
      assertThat(progress.joined()).isEqualTo(joined.isIn(challenge.id()));
      assertThat(progress.standingIn(challenge).score().millionths())
          .isEqualTo(progress.joined() ? expected(member) * 1_000_000 : 0);
    }

    private void happen(String member) {
      switch (random.nextInt(10)) {
        case 0, 1 -> tell(program.join(member, challenge));
        case 2 -> tell(program.leave(member, challenge));
        case 3 -> redefine();
        default ->
            waiting.add(
                EventCodec.message(
                    new ActivityChanged(
                        program.tenant,
                        Lane.BULK,
                        Optional.empty(),
                        List.of(program.walk(member, day(), random.nextInt(1_000))))));
      }
    }

    private void redefine() {
      ScoringRule rule =
          random.nextBoolean()
              ? new ScoringRule.Total(TestProgram.STEPS, Optional.empty())
              : new ScoringRule.BestDay(TestProgram.STEPS);
      challenge = program.redefine(challenge, TestProgram.termsOf(rule));
      waiting.add(
          EventCodec.message(
              new ChallengeChanged(program.tenant, challenge.id(), challenge.version())));
    }

    private String day() {
      return MONTHS.get(random.nextInt(2)) + "-0" + (1 + random.nextInt(2));
    }

    private void tell(Member member) {
      waiting.add(
          EventCodec.message(
              new MemberChanged(program.tenant, Lane.LIVE, Optional.empty(), List.of(member))));
    }

    /// Delivers some of the waiting messages as a batch. Some of them may be redelivered later.
    private void deliver(int count, boolean mayComeAgain) {
      Collections.shuffle(waiting, random);
      var batch = List.copyOf(waiting.subList(0, count));
      waiting.subList(0, count).clear();
      if (mayComeAgain) {
        batch.stream().filter(_ -> random.nextInt(3) == 0).forEach(waiting::add);
      }
      calculator.handle(batch);
      waiting.addAll(calculator.bulkQueue);
      calculator.bulkQueue.clear();
    }

    private long expected(String member) {
      var days = MONTHS.stream().flatMap(month -> stepsOf(member, month).stream()).toList();
      return challenge.terms().rule() instanceof ScoringRule.BestDay
          ? days.stream().mapToLong(Long::longValue).max().orElse(0)
          : days.stream().mapToLong(Long::longValue).sum();
    }

    private List<Long> stepsOf(String member, YearMonth month) {
      var key = new MonthKey(new MemberId(member), TestProgram.STEPS, month);
      var stored = program.activity.read(program.tenant, List.of(key), Consistency.STRONG).get(key);
      if (stored == null) return List.of();
      return stored.month().dayValues(SourcePolicy.HIGHEST).values().stream()
          .map(value -> value.thousandths() / 1_000)
          .toList();
    }
  }
}
