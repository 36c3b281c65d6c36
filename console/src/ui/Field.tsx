import { type ReactNode, useId } from "react";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /// What is wrong with it; it is tied to the field, so that screen readers say it.
  readonly fault?: string | undefined;
  readonly className?: string | undefined;
  readonly children: (control: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": boolean | undefined;
  }) => ReactNode;
}

/// A label, its control, a hint, and what is wrong.
export function Field({ label, hint, fault, className = "", children }: FieldProps) {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, fault === undefined ? "" : `${id}-fault`].join(" ").trim();
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": fault === undefined ? undefined : true,
      })}
      {hint !== undefined && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly type?: "text" | "date" | "search";
  readonly unit?: string | undefined;
  readonly mono?: boolean;
  readonly disabled?: boolean;
  readonly inputMode?: "decimal" | "numeric" | "text";
  readonly className?: string | undefined;
}

export function TextField(props: TextFieldProps) {
  const { label, value, change, hint, fault, type = "text", unit, mono = false, disabled = false, inputMode, className } = props;
  return (
    <Field label={label} hint={hint} fault={fault} className={className}>
      {(control) => {
        const input = (
          <input
            {...control}
            className={mono ? "in mono" : "in"}
            type={type}
            value={value}
            disabled={disabled}
            autoComplete="off"
            inputMode={inputMode}
            onChange={(event) => change(event.target.value)}
          />
        );
        return unit === undefined ? (
          input
        ) : (
          <div className="unit">
            {input}
            <span>{unit}</span>
          </div>
        );
      }}
    </Field>
  );
}

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly change: (value: T) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly disabled?: boolean;
}

export function SelectField<T extends string>({ label, value, options, change, hint, fault, disabled = false }: SelectFieldProps<T>) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {(control) => (
        <select {...control} className="in" value={value} disabled={disabled} onChange={(event) => change(event.target.value as T)}>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ChoicesProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly value: T | undefined;
  readonly options: readonly { readonly value: T; readonly title: ReactNode; readonly hint?: ReactNode }[];
  readonly change: (value: T) => void;
  readonly disabled?: boolean;
}

/// One of few, each with what it means.
export function Choices<T extends string>({ legend, name, value, options, change, disabled = false }: ChoicesProps<T>) {
  return (
    <fieldset disabled={disabled}>
      <legend className="strong">{legend}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => change(option.value)} />
            <span>
              <b className="strong">{option.title}</b>
              {option.hint !== undefined && <span className="dim small sub">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly change: (value: T) => void;
}

export function Segments<T extends string>({ label, value, options, change }: SegmentsProps<T>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map(([option, words]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => change(option)}>
          {words}
        </button>
      ))}
    </div>
  );
}
