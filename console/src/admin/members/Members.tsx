import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { read } from "../../api/client";
import { problemOf } from "../../api/problem";
import { memberSegment } from "../../api/segment";
import { useApp, useIdentity } from "../../app";
import { BEAT_MILLIS, useLive } from "../../live/Live";
import { t } from "../../texts";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { Icon } from "../../ui/Icon";
import { Chip } from "../../ui/Note";
import { Pager } from "../../ui/Pager";
import { SearchField } from "../../ui/SearchField";
import { Empty, EmptyFiltered, Pending, ProblemNote } from "../../ui/states";
import { Table } from "../../ui/Table";
import { View } from "../../ui/View";
import { listMembers, MEMBER_STATES } from "./calls";

const texts = t.admin.members;
const route = getRouteApi("/admin/members");
const COLUMNS = [texts.member, texts.id, texts.team, texts.challenges];

export function Members() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { api } = useApp();
  const manages = useIdentity().role !== "viewer";
  const [adds, setAdds] = useState(false);
  const query = useLive({
    key: ["members", search],
    read: (signal) => listMembers(api, search, signal),
    // Looking for a text reads all members, so that it is not asked again and again.
    every: () => (search.q === undefined ? BEAT_MILLIS.list : undefined),
  });
  const { data } = query;
  const filter = { q: search.q, state: search.state };
  const filters = Object.values(filter).filter((value) => value !== undefined).length;
  return (
    <View
      title={texts.title}
      lead={texts.lead}
      actions={
        manages && (
          <button type="button" className="btn go" onClick={() => setAdds(true)}>
            <Icon name="plus" />
            {texts.add}
          </button>
        )
      }
    >
      <div>
        <div className="filters" role="search">
          <SearchField
            label={texts.search}
            value={search.q ?? ""}
            search={(q) => void navigate({ search: { ...filter, q: q === "" ? undefined : q }, replace: true })}
          />
          <SelectField
            label={texts.state}
            value={search.state ?? "all"}
            options={[["all", texts.all], ...MEMBER_STATES.map((state) => [state, texts.states[state]] as const)]}
            change={(state) => void navigate({ search: { ...filter, state: state === "all" ? undefined : state }, replace: true })}
          />
        </div>
        <div className="card">
          <Pending of={query} what={texts.what} />
          {data?.members.length === 0 &&
            (filters > 0 || search.cursor !== undefined ? (
              <EmptyFiltered filters={Math.max(filters, 1)} clear={() => void navigate({ search: {}, replace: true })} />
            ) : (
              <Empty
                icon="people"
                title={texts.empty}
                actions={
                  manages && (
                    <Link to="/admin/uploads/new" search={{ kind: "members" }} className="btn go">
                      {t.admin.uploads.emptyAct}
                    </Link>
                  )
                }
              >
                <p>{texts.emptyWhy}</p>
              </Empty>
            ))}
          {data !== undefined && data.members.length > 0 && (
            <Table label={texts.title} columns={COLUMNS} className="cards">
              {data.members.map((member) => (
                <tr key={member.member} className="hit">
                  <td>
                    <Link to="/admin/members/$member" params={{ member: member.member }} className="title-link" translate="no">
                      {member.display_name}
                    </Link>{" "}
                    {member.state === "removed" && <Chip icon="x">{texts.states.removed}</Chip>}
                  </td>
                  <td className="mono" translate="no">
                    {member.member}
                  </td>
                  <td translate="no">{member.team ?? <span className="dim">{texts.noTeam}</span>}</td>
                  <td>
                    <span className="row wrap">
                      {member.challenges
                        .filter((enrolment) => enrolment.state === "joined")
                        .map((enrolment) => (
                          <Chip key={enrolment.challenge}>{enrolment.challenge}</Chip>
                        ))}
                    </span>
                  </td>
                </tr>
              ))}
            </Table>
          )}
          <Pager
            cursor={search.cursor}
            next={data?.next}
            link={(cursor) => ({ to: "/admin/members", search: { ...search, cursor } })}
            words={[texts.first, texts.next]}
          />
        </div>
      </div>
      {adds && <AddMember close={() => setAdds(false)} />}
    </View>
  );
}

/// One member, by hand.
function AddMember({ close }: { readonly close: () => void }) {
  const { api } = useApp();
  const navigate = route.useNavigate();
  const [id, setId] = useState("");
  const [name, setName] = useState("");
  const [team, setTeam] = useState("");
  const add = useMutation({
    mutationFn: () =>
      read(
        api.PUT("/members/{member}", {
          params: { path: { member: memberSegment(id.trim()) } },
          body: { display_name: name, ...(team.trim() === "" ? {} : { team }) },
        }),
      ),
    onSuccess: () => navigate({ to: "/admin/members/$member", params: { member: id.trim() } }),
  });
  const problem = problemOf(add.error);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog title={texts.add} close={close}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{texts.addWhy}</p>
        <TextField label={texts.id} value={id} change={setId} mono fault={problem?.field("member")} />
        <TextField label={texts.name} value={name} change={setName} fault={problem?.field("display_name")} />
        <TextField label={texts.team} value={team} change={setTeam} fault={problem?.field("team")} hint={t.fields.optional} />
        <ProblemNote failure={add.error} />
        <div className="actions">
          <button type="button" className="btn" onClick={close}>
            {t.actions.cancel}
          </button>
          <button type="submit" className="btn go" disabled={id.trim() === "" || name.trim() === "" || add.isPending}>
            {texts.add}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
