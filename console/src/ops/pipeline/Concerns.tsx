import { Link } from "@tanstack/react-router";
import type { FailureGroup, Flow } from "../../api/types";
import { t } from "../../texts";
import { Note } from "../../ui/Note";
import { type Concern, concernsOf } from "./concerns";

const texts = t.ops.pipeline;

/// What needs attention, each with where to go on.
///
/// @param groups undefined if the list of failures did not come
export function Concerns({ flow, groups }: { readonly flow: Flow; readonly groups: readonly FailureGroup[] | undefined }) {
  const concerns = concernsOf(flow, groups);
  if (concerns.length === 0 && groups !== undefined && flow.measured_at !== undefined) return null;
  return (
    <section className="stack tight" aria-label={texts.concerns}>
      {groups === undefined && (
        <Note kind="warn" title={`${texts.failures.unknown}.`}>
          {texts.failures.unknownWhy}
        </Note>
      )}
      {concerns.map((concern) => (
        <Note key={concern.title} kind={concern.kind} title={concern.title}>
          {concern.why.join(" ")}
          <Way to={concern.to} />
        </Note>
      ))}
      {flow.measured_at === undefined && (
        <Note kind="info" title={`${texts.unmeasured}.`}>
          {texts.unmeasuredWhy}
        </Note>
      )}
    </section>
  );
}

function Way({ to }: { readonly to: Concern["to"] }) {
  if (to === undefined) return null;
  return (
    <div className="row">
      {to === "failures" ? (
        <Link to="/ops/failures" search={{ state: "open" }} className="btn s">
          {texts.failures.look}
        </Link>
      ) : (
        <Link to="/ops/caps" className="btn s">
          {texts.throttled.look}
        </Link>
      )}
    </div>
  );
}
