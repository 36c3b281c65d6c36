interface ProgressProps {
  /// What goes on.
  readonly label: string;
  readonly done: number;
  readonly of: number;
  /// How far it is, as screen readers say it.
  readonly words: string;
}

/// How far something is.
export function Progress({ label, done, of, words }: ProgressProps) {
  return (
    <div className="bar" role="progressbar" aria-label={label} aria-valuenow={done} aria-valuemin={0} aria-valuemax={of} aria-valuetext={words}>
      <i style={{ transform: `scaleX(${done / Math.max(1, of)})` }} />
    </div>
  );
}
