import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { settingsOf, useOnce } from "../../api/reads";
import { useApp, useIdentity } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { Empty, Pending } from "../../ui/states";
import { View } from "../../ui/View";
import { listUploads } from "../uploads/calls";
import { UploadsTable } from "../uploads/UploadsList";
import { isOnItsWay, KINDS, policyOf } from "../uploads/words";

const texts = t.admin.inbox;
/// Who has asked for the uploads of files that were put into the inbox.
const INBOX = "inbox";

/// The folder that a client's own system drops files into, and what came through it.
export function Inbox() {
  const { api } = useApp();
  const { tenant } = useIdentity();
  const settings = useOnce(settingsOf(api));
  const query = useLive({
    key: ["uploads", { by: INBOX }],
    read: (signal) => listUploads(api, { by: INBOX }, signal),
    every: (page) => (page?.uploads.some(isOnItsWay) === true ? BEAT_MILLIS.live : BEAT_MILLIS.list),
  });
  const { data } = query;
  return (
    <View title={texts.title} lead={texts.lead}>
      <div className="two">
        <section className="card">
          <header>
            <h2>{texts.latest}</h2>
            <Link to="/admin/uploads" search={{ by: INBOX }} className="btn s">
              {texts.all}
            </Link>
          </header>
          <Pending of={query} what={t.admin.uploads.what} />
          {data?.uploads.length === 0 && (
            <Empty icon="folder" title={texts.empty}>
              <p>{texts.emptyWhy}</p>
            </Empty>
          )}
          {data !== undefined && data.uploads.length > 0 && <UploadsTable uploads={data.uploads} />}
        </section>
        <aside>
          <section className="card pad stack tight">
            <h2>{texts.folders}</h2>
            <dl className="facts">
              {KINDS.map((kind) => (
                <Fragment key={kind}>
                  <dt>{t.admin.kinds[kind]}</dt>
                  <dd className="mono" translate="no">{`inbox/${tenant}/${kind}/`}</dd>
                </Fragment>
              ))}
              <dt>{texts.reports}</dt>
              <dd className="mono" translate="no">{`outbox/${tenant}/`}</dd>
            </dl>
            <p className="soft small">{texts.foldersWhy}</p>
          </section>
          {settings.data !== undefined && (
            <section className="card pad stack tight">
              <h2>{t.admin.check.policy}</h2>
              <p className="strong">{policyOf(settings.data.inbox_policy)[0]}</p>
              <p className="soft small">{policyOf(settings.data.inbox_policy)[1]}</p>
              <Link to="/admin/metrics">{texts.change}</Link>
            </section>
          )}
          <p className="soft small">{texts.undecided}</p>
        </aside>
      </div>
    </View>
  );
}
