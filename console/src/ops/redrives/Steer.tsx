import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "../../api/client";
import type { Redrive } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { Icon, type IconName } from "../../ui/Icon";
import { ReasonDialog } from "../ReasonDialog";
import type { Action } from "./ramp";

const texts = t.ops.redrive;
const ICONS: Record<Action, IconName> = { pause: "pause", resume: "play", cancel: "x" };

/// Pauses, resumes or cancels a redrive, after it has said what happens to what is out.
export function Steer({ redrive, action }: { readonly redrive: Redrive; readonly action: Action }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const [act, title, effect] = texts.acts[action];
  const steer = useMutation({
    mutationFn: (reason: string) =>
      read(
        api.POST("/redrives/{redrive}/{action}", {
          params: { path: { redrive: redrive.redrive, action } },
          body: { reason },
        }),
      ),
    onSuccess: async () => {
      setAsks(false);
      await queries.invalidateQueries({ queryKey: ["redrive", redrive.redrive] });
    },
  });
  const close = (): void => {
    setAsks(false);
    steer.reset();
  };
  return (
    <>
      <button type="button" className={action === "resume" ? "btn go" : "btn"} onClick={() => setAsks(true)}>
        <Icon name={ICONS[action]} />
        {act}
      </button>
      {asks && (
        <ReasonDialog
          title={title}
          act={act}
          keep={texts.keep}
          risk={action === "cancel"}
          doing={steer}
          close={close}
        >
          <p>{effect}</p>
          {action !== "resume" && <p>{texts.out(redrive.pending)}</p>}
        </ReasonDialog>
      )}
    </>
  );
}
