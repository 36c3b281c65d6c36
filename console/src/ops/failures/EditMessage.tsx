import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { read } from "../../api/client";
import type { Failure } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { Field } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { ReasonDialog } from "../ReasonDialog";
import { faultOf, whyNotEditable } from "./correction";

const texts = t.ops.editing;

interface EditMessageProps {
  readonly failure: Failure;
  readonly edit: () => void;
}

/// Begins to correct a failure's message; or says why that cannot be done.
export function EditMessage({ failure, edit }: EditMessageProps) {
  const why = whyNotEditable(failure);
  if (why !== undefined) return <p className="soft">{why}</p>;
  return (
    <div className="row">
      <button type="button" className="btn s" onClick={edit}>
        {texts.open}
      </button>
    </div>
  );
}

interface CorrectMessageProps {
  readonly failure: string;
  readonly before: string;
  readonly close: () => void;
}

/// Corrects a failure's message by hand, and redrives it.
export function CorrectMessage({ failure, before, close }: CorrectMessageProps) {
  const { api } = useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [body, setBody] = useState(before);
  const edit = useMutation({
    mutationFn: (reason: string) => read(api.POST("/failures/{failure}/edit", { params: { path: { failure } }, body: { body, reason } })),
    onSuccess: async ({ redrive: { redrive } }) => {
      void Promise.all([["failure-groups"], ["failures"], ["failure", failure]].map((queryKey) => queries.invalidateQueries({ queryKey })));
      await navigate({ to: "/ops/redrives/$redrive", params: { redrive } });
    },
  });
  const fault = faultOf(before, body);
  // What nobody has touched yet is no fault to point at.
  const shown = body === before ? undefined : fault;
  return (
    <ReasonDialog title={texts.title} act={texts.act} risk blocked={fault !== undefined || edit.isSuccess} doing={edit} close={close}>
      <Note kind="warn" title={texts.warning}>
        {texts.warningWhy}
      </Note>
      <p>{texts.rules}</p>
      <Field label={texts.body} fault={shown}>
        {(control) => (
          <textarea
            {...control}
            className="in body"
            value={body}
            spellCheck={false}
            translate="no"
            disabled={edit.isPending}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
