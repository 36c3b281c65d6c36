import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
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
import {
  type Assignment,
  guess,
  isWithoutNames,
  keepFaultOf,
  labelOf,
  mappingOf,
  nameFaultOf,
  type OneValue,
  oneValuesOf,
  readingOf,
  referenceOf,
  type Use,
  usesOf,
} from "./columns";
import { useActed } from "./UploadFrame";

const texts = t.admin.columns;

interface ColumnsProps {
  readonly upload: Upload;
  readonly question: NonNullable<Upload["undecided"]>;
}

/// What somebody has chosen. If the file cannot be read so, the next question starts from it.
interface Chosen extends Pick<Assignment, "uses" | "values"> {
  readonly remembers: boolean;
  readonly name: string;
  /// The layout that was kept by this decision: its name can be given again.
  readonly kept: string | undefined;
}

const NO_VALUES: Assignment["values"] = { member_id: "", team: "", time_zone: "", challenges: "" };

/// What was chosen for these columns before.
function chosenOf(upload: string, columns: readonly string[]): readonly unknown[] {
  return ["columns-chosen", upload, columns];
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
  const { data: before } = useQuery<Chosen>({
    queryKey: chosenOf(upload.upload, columns),
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [chosen, setChosen] = useState<Chosen>(before ?? { uses: guesses, values: NO_VALUES, remembers: false, name: "", kept: undefined });
  const change = (part: Partial<Chosen>): void => setChosen((now) => ({ ...now, ...part }));
  const { uses, values } = chosen;
  const assignment: Assignment = { kind, columns, uses, values, reading: readingOf(upload.mapping) };
  const choose = (index: number, use: Use): void => change({ uses: uses.map((other, at) => (at === index ? use : other)) });
  const form = (
    <>
      <Note kind="warn" title={texts.fitsNone}>
        {upload.mapping === undefined ? (
          <details className="more">
            <summary>{t.actions.more}</summary>
            {sentence(question.reason)}
          </details>
        ) : (
          sentence(question.reason)
        )}
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
      <ForAllRows assignment={assignment} disabled={!manages} zone={settings.time_zone} change={(field, value) => change({ values: { ...values, [field]: value } })} />
    </>
  );
  if (!manages) return <div className="stack">{form}</div>;
  return (
    <Decide upload={upload} assignment={assignment} chosen={chosen} change={change}>
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
              return <SelectField key={field} label={texts.zoneOfAll} options={zonesOf(zone)} {...props} />;
            case "challenges":
              return <ChallengeOfAll key={field} {...props} />;
          }
        })}
      </div>
    </section>
  );
}

/// None, which leaves members in the tenant's zone also when that changes, and those that this browser knows.
function zonesOf(zone: string): readonly (readonly [string, string])[] {
  return [["", texts.zoneOfSettings(zone)], ...Intl.supportedValuesOf("timeZone").map((each) => [each, each] as const)];
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

interface DecideProps {
  readonly upload: Upload;
  readonly assignment: Assignment;
  readonly chosen: Chosen;
  readonly change: (part: Partial<Chosen>) => void;
  readonly children: ReactNode;
}

interface Decision {
  readonly mapping: string;
  readonly keepAs: string | undefined;
  readonly chosen: Chosen;
}

/// Reads the file as it was said, and remembers that if it is wished.
function useDecision(upload: Upload, columns: readonly string[], change: DecideProps["change"]) {
  const { api } = useApp();
  const queries = useQueryClient();
  const acted = useActed(upload);
  return useMutation({
    /// @return undefined if somebody else took the name meanwhile; the list says so now
    mutationFn: async ({ mapping, keepAs, chosen }: Decision) => {
      const kept = keepAs ?? chosen.kept;
      if (keepAs !== undefined) {
        const { key, read: list } = mappingsOf(api);
        const { mappings } = await queries.query({ queryKey: key, queryFn: ({ signal }) => list(signal), staleTime: 0 });
        if (keepAs !== chosen.kept && mappings.some(({ name }) => name === keepAs)) return undefined;
        await read(api.PUT("/mappings/{mapping}", { params: { path: { mapping: keepAs } }, body: { kind: upload.kind, mapping } }));
        change({ kept });
        await queries.invalidateQueries({ queryKey: key });
      }
      queries.setQueryData<Chosen>(chosenOf(upload.upload, columns), { ...chosen, kept });
      return checkAgain(api, upload.upload, mapping);
    },
    onSuccess: (done) => {
      if (done !== undefined) acted();
    },
  });
}

function Decide({ upload, assignment, chosen, change, children }: DecideProps) {
  const { api } = useApp();
  const why = useId();
  const { data: known } = useOnce(mappingsOf(api));
  const decide = useDecision(upload, assignment.columns, change);
  const { kept } = chosen;
  const name = chosen.name.trim();
  const { mapping, faults = [] } = mappingOf(assignment);
  const keepFault = keepFaultOf(assignment);
  const remembers = chosen.remembers && keepFault === undefined;
  const taken = known?.mappings.map((each) => each.name).filter((each) => each !== kept);
  const nameFault = remembers ? nameFaultOf(name, taken) : undefined;
  const reasons = nameFault === undefined ? faults : [...faults, nameFault];
  const ready = remembers ? texts.readyKept : texts.ready;
  return (
    <>
      <div className="stack">
        {children}
        <section className="card pad stack tight">
          <label className="row">
            <input
              type="checkbox"
              checked={remembers}
              disabled={keepFault !== undefined}
              aria-describedby={`${why}-remember`}
              onChange={(event) => change({ remembers: event.target.checked })}
            />
            <span>{texts.remember}</span>
          </label>
          <p className="dim small" id={`${why}-remember`}>
            {keepFault ?? texts.rememberWhy}
          </p>
          {remembers && (
            <TextField
              label={texts.name}
              hint={texts.nameHint}
              value={chosen.name}
              change={(typed) => change({ name: typed })}
              fault={chosen.name === "" ? undefined : nameFault}
              mono
            />
          )}
        </section>
        <ProblemNote failure={decide.error} />
      </div>
      <div className="foot">
        <p className="grow soft" id={why}>
          {reasons.length === 0 ? ready : reasons.join(" ")}
        </p>
        <CancelUpload upload={upload} />
        <button
          type="button"
          className="btn go"
          aria-describedby={why}
          disabled={reasons.length > 0 || decide.isPending || decide.data !== undefined}
          onClick={() => mapping !== undefined && decide.mutate({ mapping, keepAs: remembers ? name : undefined, chosen })}
        >
          {texts.readSo}
        </button>
      </div>
    </>
  );
}
