import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "../../api/client";
import type { FailureGroup } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { Dialog } from "../../ui/Dialog";
import { ReasonDialog } from "../ReasonDialog";

interface ChangeStateProps {
  readonly group: FailureGroup;
  readonly to: "park" | "restore";
  /// How many failures it is about.
  readonly count: number;
}

/// Puts the open failures of a group aside, or opens its parked ones again.
export function ChangeState({ group, to, count }: ChangeStateProps) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const texts = t.ops.changing[to];
  const close = (): void => {
    setAsks(false);
    change.reset();
  };
  const change = useMutation({
    mutationFn: (reason: string) =>
      read(
        api.POST(to === "park" ? "/failures/park" : "/failures/restore", {
          body: { filter: { group: group.group, state: to === "park" ? "open" : "parked" }, reason },
        }),
      ),
    onSuccess: async () => {
      await Promise.all(["failure-groups", "failures"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <>
      {count > 0 && (
        <button type="button" className="btn" onClick={() => setAsks(true)}>
          {texts.open(count)}
        </button>
      )}
      {asks && change.data === undefined && (
        <ReasonDialog title={texts.title(count)} act={texts.open(count)} doing={change} close={close}>
          <p>{texts.why}</p>
        </ReasonDialog>
      )}
      {change.data !== undefined && (
        <Dialog title={texts.done(change.data.changed)} close={close}>
          {change.data.more && <p className="soft">{t.ops.changing.left}</p>}
          <div className="actions">
            <button type="button" className="btn go" onClick={close}>
              {t.actions.close}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
