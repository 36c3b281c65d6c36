import { Link } from "@tanstack/react-router";
import { redrivesOf } from "../../api/reads";
import { useApp } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { fateWords } from "../../ui/Fates";
import { moment } from "../../ui/format";
import { Pending } from "../../ui/states";
import { outcomeOf } from "../redrives/ramp";
import { RedriveChip } from "../redrives/words";
import { redrivesOfGroup } from "./groups";

const texts = t.ops.earlier;

/// What was tried before, among the latest redrives: the service lists them without a filter.
export function EarlierRedrives({ group }: { readonly group: string }) {
  const { api } = useApp();
  const query = useLive({ ...redrivesOf(api), every: () => BEAT_MILLIS.list });
  const { data } = query;
  const redrives = redrivesOfGroup(data?.redrives ?? [], group);
  return (
    <section className="card">
      <header>
        <h2>{texts.title}</h2>
        <Link to="/ops/redrives" className="btn s">
          {texts.all}
        </Link>
      </header>
      <Pending of={query} what={texts.what} rows={2} />
      {redrives.map((redrive) => (
        <div key={redrive.redrive} className="ops-item">
          <div className="row wrap">
            <RedriveChip state={redrive.state} />
            <Link to="/ops/redrives/$redrive" params={{ redrive: redrive.redrive }} className="title-link">
              {redrive.reason}
            </Link>
          </div>
          <p className="dim small num">{texts.row(moment(redrive.started_at), redrive.by)}</p>
          <p className="soft num">{redrive.claimed === 0 ? texts.nothingSent : fateWords(outcomeOf(redrive))}</p>
        </div>
      ))}
      {data !== undefined && <p className="pad dim small">{redrives.length === 0 ? texts.none : texts.some}</p>}
    </section>
  );
}
