import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { read } from "../../api/client";
import { useCreation, type Wanted } from "../../api/intent";
import type { FailureFilter, FailureGroup, Plan } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { span } from "../../ui/format";
import { Icon } from "../../ui/Icon";
import { Note } from "../../ui/Note";
import { Pending } from "../../ui/states";
import { ReasonDialog } from "../ReasonDialog";
import { effectOf, sendsOf } from "./plan";

const texts = t.ops.redriving;

/// Sends the open failures of a group again, after it has shown the plan.
export function RedriveGroup({ group }: { readonly group: FailureGroup }) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <button type="button" className="btn go" onClick={() => setAsks(true)}>
        <Icon name="redo" />
        {texts.open(group.open)}
      </button>
      {asks && <Ask group={group} close={() => setAsks(false)} />}
    </>
  );
}

function Ask({ group, close }: { readonly group: FailureGroup; readonly close: () => void }) {
  const { api } = useApp();
  const navigate = useNavigate();
  const filter = { group: group.group, state: "open" } as const;
  const plan = useQuery({
    queryKey: ["plan", filter],
    queryFn: ({ signal }) => read(api.POST("/redrives/plan", { body: { filter }, signal })),
    // Each dialog shows a plan of its own.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const start = useCreation(
    ({ body, key }: Wanted<{ readonly filter: FailureFilter; readonly reason: string }>) => read(api.POST("/redrives", { params: { header: { "Idempotency-Key": key } }, body })),
    ({ redrive }) => navigate({ to: "/ops/redrives/$redrive", params: { redrive } }),
  );
  const sends = plan.data === undefined ? 0 : sendsOf(plan.data);
  return (
    <ReasonDialog
      title={texts.title}
      act={plan.data?.complete === false ? texts.actAll : texts.act(plan.data === undefined ? group.open : sends)}
      blocked={plan.data === undefined || sends === 0 || start.isSuccess}
      doing={{ ...start, mutate: (reason) => start.mutate({ filter, reason }) }}
      close={close}
    >
      {plan.data !== undefined && <Effect plan={plan.data} />}
      <Pending of={plan} what={texts.what} rows={2} />
    </ReasonDialog>
  );
}

function Effect({ plan }: { readonly plan: Plan }) {
  if (sendsOf(plan) === 0) return <p>{texts.nothing}</p>;
  return (
    <>
      <p className="strong">{effectOf(plan)}</p>
      <p>{texts.ramp}</p>
      <p>{texts.takes(span(plan.estimate_seconds * 1_000), plan.per_second)}</p>
      {plan.warnings.length > 0 && (
        <Note kind="warn" title={texts.warnings}>
          <ul>
            {plan.warnings.map((warning) => (
              <li key={warning}>{sentence(warning)}</li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
}
