import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";
import { read } from "../../api/client";
import { challengesOf, mappingsOf, settingsOf, useOnce } from "../../api/reads";
import type { Settings, Upload } from "../../api/types";
import { useApp, useIdentity } from "../../app";
import { t } from "../../texts";
import { sentence } from "../../texts/words";
import { SelectField, TextField } from "../../ui/Field";
import { Note } from "../../ui/Note";
import { Pending, ProblemNote } from "../../ui/states";
import { checkAgain } from "./calls";
import { CancelUpload } from "./CancelUpload";
import { type Assignment, guess, isWithoutNames, labelOf, mappingOf, nameFaultOf, type OneValue, oneValuesOf, referenceOf, type Use, usesOf } from "./columns";
import { useActed } from "./UploadFrame";

const texts = t.admin.columns;

interface ColumnsProps {
  readonly upload: Upload;
  readonly question: NonNullable<Upload["undecided"]>;
}

/// No layout fits the file: which column is what.
export function Columns(props: ColumnsProps) {
  const { api } = useApp();
  const settings = useOnce(settingsOf(api));
  if (settings.data === undefined) {
    return (
      <div className="card">
        <Pending of={settings} what={texts.what} />
      </div>
    );
  }
  return <Assign {...props} settings={settings.data} />;
}

function hintOf(use: Use, guessed: Use | undefined): string | undefined {
  return use !== "" && use === guessed ? texts.guessed : undefined;
}

function Assign({ upload, question, settings }: ColumnsProps & { readonly settings: Settings }) {
  const { kind } = upload;
  const { columns } = question;
  const metrics = settings.metrics.map(({ id }) => id);
  const manages = useIdentity().role !== "viewer";
  const [guesses] = useState(() => guess(kind, columns, metrics));
  const [uses, setUses] = useState(guesses);
  const [values, setValues] = useState<Assignment["values"]>({ member_id: "", team: "", time_zone: settings.time_zone, challenges: "" });
  const assignment: Assignment = { kind, columns, uses, values };
  const choose = (index: number, use: Use): void => setUses(uses.map((before, at) => (at === index ? use : before)));
  const form = (
    <>
      <Note kind="warn" title={texts.fitsNone}>
        <details className="more">
          <summary>{t.actions.more}</summary>
          {sentence(question.reason)}
        </details>
      </Note>
      {isWithoutNames(columns) && (
        <Note kind="warn" title={texts.noNames}>
          {texts.noNamesWhy}
        </Note>
      )}
      <section className="card">
        <header>
          <h2>{texts.columns(columns.length)}</h2>
        </header>
        <div className="pad grid">
          {columns.map((_, index) => {
            const use = uses[index] ?? "";
            const isWritable = referenceOf(columns, index) !== undefined;
            return (
              <SelectField
                key={index}
                label={labelOf(columns, index)}
                value={use}
                options={usesOf(kind, metrics)}
                change={(chosen) => choose(index, chosen)}
                disabled={!manages || !isWritable}
                hint={isWritable ? hintOf(use, guesses[index]) : texts.unwritable}
              />
            );
          })}
        </div>
      </section>
      <ForAllRows assignment={assignment} disabled={!manages} zone={settings.time_zone} change={(field, value) => setValues({ ...values, [field]: value })} />
    </>
  );
  if (!manages) return <div className="stack">{form}</div>;
  return (
    <Decide upload={upload} assignment={assignment}>
      {form}
    </Decide>
  );
}

interface ForAllRowsProps {
  readonly assignment: Assignment;
  readonly disabled: boolean;
  /// The tenant's.
  readonly zone: string;
  readonly change: (field: OneValue, value: string) => void;
}

/// What no column has, and all rows may have alike.
function ForAllRows({ assignment, disabled, zone, change }: ForAllRowsProps) {
  const fields = oneValuesOf(assignment);
  if (fields.length === 0) return null;
  const { values } = assignment;
  return (
    <section className="card">
      <header>
        <h2>{texts.forAll}</h2>
        <span className="dim small">{texts.forAllWhy}</span>
      </header>
      <div className="pad grid">
        {fields.map((field) => {
          const props = { value: values[field], change: (value: string) => change(field, value), disabled };
          switch (field) {
            case "member_id":
              return <TextField key={field} label={texts.oneMember} hint={texts.oneMemberHint} mono {...props} />;
            case "team":
              return <TextField key={field} label={texts.teamOfAll} hint={texts.teamOfAllHint} {...props} />;
            case "time_zone":
              return <SelectField key={field} label={texts.zoneOfAll} options={zonesFrom(zone).map((each) => [each, each] as const)} {...props} />;
            case "challenges":
              return <ChallengeOfAll key={field} {...props} />;
          }
        })}
      </div>
    </section>
  );
}

/// The zones that this browser knows, after the tenant's own.
function zonesFrom(zone: string): readonly string[] {
  return [...new Set([zone, ...Intl.supportedValuesOf("timeZone")])];
}

function ChallengeOfAll(props: { readonly value: string; readonly change: (value: string) => void; readonly disabled: boolean }) {
  const { api } = useApp();
  const { data, error } = useOnce(challengesOf(api));
  const challenges = data?.challenges ?? [];
  return (
    <div className="stack tight">
      <SelectField label={texts.challengeOfAll} options={[["", texts.noChallenge], ...challenges.map(({ id, name }) => [id, name] as const)]} {...props} />
      <ProblemNote failure={error} />
    </div>
  );
}

/// Reads the file as it was said, and remembers that if it is wished.
function Decide({ upload, assignment, children }: { readonly upload: Upload; readonly assignment: Assignment; readonly children: ReactNode }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const why = useId();
  const { data: known } = useOnce(mappingsOf(api));
  const [remembers, setRemembers] = useState(false);
  const [name, setName] = useState("");
  // By this decision: if the file could not be read after that, the same name is given again.
  const [kept, setKept] = useState<string>();
  const acted = useActed(upload);
  const decide = useMutation({
    mutationFn: async ({ mapping, keepAs }: { readonly mapping: string; readonly keepAs: string | undefined }) => {
      if (keepAs !== undefined) {
        await read(api.PUT("/mappings/{mapping}", { params: { path: { mapping: keepAs } }, body: { kind: upload.kind, mapping } }));
        setKept(keepAs);
        await queries.invalidateQueries({ queryKey: ["mappings"] });
      }
      return checkAgain(api, upload.upload, mapping);
    },
    onSuccess: acted,
  });
  const { mapping, faults = [] } = mappingOf(assignment);
  const taken = known?.mappings.map((each) => each.name).filter((each) => each !== kept);
  const nameFault = remembers ? nameFaultOf(name.trim(), taken) : undefined;
  const reasons = nameFault === undefined ? faults : [...faults, nameFault];
  return (
    <>
      <div className="stack">
        {children}
        <section className="card pad stack tight">
          <label className="row">
            <input type="checkbox" checked={remembers} aria-describedby={`${why}-remember`} onChange={(event) => setRemembers(event.target.checked)} />
            <span>{texts.remember}</span>
          </label>
          <p className="dim small" id={`${why}-remember`}>
            {texts.rememberWhy}
          </p>
          {remembers && <TextField label={texts.name} hint={texts.nameHint} value={name} change={setName} fault={name === "" ? undefined : nameFault} mono />}
        </section>
        <ProblemNote failure={decide.error} />
      </div>
      <div className="foot">
        <p className="grow soft" id={why}>
          {reasons.length === 0 ? texts.ready : reasons.join(" ")}
        </p>
        <CancelUpload upload={upload} />
        <button
          type="button"
          className="btn go"
          aria-describedby={why}
          disabled={reasons.length > 0 || decide.isPending}
          onClick={() => mapping !== undefined && decide.mutate({ mapping, keepAs: remembers ? name.trim() : undefined })}
        >
          {texts.readSo}
        </button>
      </div>
    </>
  );
}
