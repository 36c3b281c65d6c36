import type { Plan } from "../../api/types";
import { t } from "../../texts";

/// How many messages a redrive would send, of those that were counted.
export function sendsOf({ failures, too_often }: Plan): number {
  return failures - too_often;
}

/// The effect of a redrive in a sentence.
export function effectOf(plan: Plan): string {
  const texts = t.ops.redriving;
  return plan.complete ? texts.effect(sendsOf(plan), plan.members) : texts.incomplete(sendsOf(plan));
}
