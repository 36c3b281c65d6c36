import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { read } from "../../api/client";
import { problemOf } from "../../api/problem";
import { mappingsOf, useOnce } from "../../api/reads";
import type { FileKind, Mapping } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { t } from "../../texts";
import { ConfirmButton, Dialog } from "../../ui/Dialog";
import { Field, SelectField, TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Chip } from "../../ui/Note";
import { Empty, Pending, ProblemNote } from "../../ui/states";
import { View } from "../../ui/View";
import { KINDS } from "../uploads/words";

const texts = t.admin.layouts;

export function Layouts() {
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const [edits, setEdits] = useState<Mapping | "new">();
  const query = useOnce(mappingsOf(api));
  const own = query.data?.mappings.filter((mapping) => !mapping.built_in) ?? [];
  const builtIn = query.data?.mappings.filter((mapping) => mapping.built_in) ?? [];
  const add = manages && (
    <button type="button" className="btn go" onClick={() => setEdits("new")}>
      <Icon name="plus" />
      {texts.add}
    </button>
  );
  return (
    <View title={texts.title} lead={texts.lead} actions={add}>
      {query.data === undefined ? (
        <div className="card">
          <Pending of={query} what={texts.what} />
        </div>
      ) : (
        <>
          <section className="card">
            <header>
              <h2>{texts.own}</h2>
            </header>
            {own.length === 0 && (
              <Empty icon="list" title={texts.empty}>
                <p>{texts.emptyWhy}</p>
              </Empty>
            )}
            {own.map((mapping) => (
              <Layout key={mapping.name} mapping={mapping} edit={manages ? () => setEdits(mapping) : undefined} />
            ))}
          </section>
          <section className="card">
            <header>
              <h2>{texts.builtIn}</h2>
            </header>
            {builtIn.map((mapping) => (
              <Layout key={mapping.name} mapping={mapping} edit={undefined} />
            ))}
          </section>
        </>
      )}
      {edits !== undefined && <Edit before={edits} close={() => setEdits(undefined)} />}
    </View>
  );
}

function Layout({ mapping, edit }: { readonly mapping: Mapping; readonly edit: (() => void) | undefined }) {
  return (
    <div className="group">
      <div className="grow">
        <h3>
          <span translate="no">{mapping.title}</span> <Chip>{t.admin.kinds[mapping.kind]}</Chip>
        </h3>
        <p className="mono small soft" translate="no">
          {mapping.name}
        </p>
        <details className="more">
          <summary>{texts.show}</summary>
          <code className="wrap-any" translate="no">
            {mapping.mapping}
          </code>
        </details>
      </div>
      {edit !== undefined && (
        <>
          <button type="button" className="btn s" onClick={edit}>
            {texts.change}
          </button>
          <Remove mapping={mapping} />
        </>
      )}
    </div>
  );
}

function Remove({ mapping }: { readonly mapping: Mapping }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE("/mappings/{mapping}", { params: { path: { mapping: mapping.name } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["mappings"] }),
  });
  return (
    <ConfirmButton label={texts.remove} className="btn s" title={texts.removeTitle(mapping.name)} act={texts.removeAct} risk doing={remove}>
      <p>{texts.removeWhy}</p>
    </ConfirmButton>
  );
}

function Edit({ before, close }: { readonly before: Mapping | "new"; readonly close: () => void }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const isNew = before === "new";
  const [name, setName] = useState(isNew ? "" : before.name);
  const [kind, setKind] = useState<FileKind>(isNew ? "activity" : before.kind);
  const [mapping, setMapping] = useState(isNew ? "" : before.mapping);
  const save = useMutation({
    mutationFn: () => read(api.PUT("/mappings/{mapping}", { params: { path: { mapping: name.trim() } }, body: { kind, mapping: mapping.trim() } })),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: ["mappings"] });
    },
  });
  const problem = problemOf(save.error);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={isNew ? texts.add : texts.changeTitle(before.name)} close={close}>
      <form className="stack" onSubmit={submit}>
        <TextField label={texts.name} value={name} change={setName} disabled={!isNew} hint={texts.nameHint} mono />
        <SelectField label={texts.kind} value={kind} options={KINDS.map((each) => [each, t.admin.kinds[each]] as const)} change={setKind} fault={problem?.field("kind")} />
        <Field label={texts.mapping} hint={t.admin.understood.mappingHint} fault={problem?.field("mapping")}>
          {(control) => <textarea {...control} className="in mono" spellCheck={false} value={mapping} onChange={(event) => setMapping(event.target.value)} />}
        </Field>
        <ProblemNote failure={save.error} />
        <div className="actions">
          <button type="button" className="btn" onClick={close}>
            {t.actions.cancel}
          </button>
          <button type="submit" className="btn go" disabled={name.trim() === "" || mapping.trim() === "" || save.isPending}>
            {texts.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
