import type { Upload, Visibility } from "../../api/types";
import { t } from "../../texts";
import { clockTime, moment } from "../../ui/format";
import type { Stage } from "../../ui/Steps";

const texts = t.admin.report.stages;

/// The stages that an upload runs through after its check.
///
/// @param visible what is known about the boards; undefined until the service has told
export function stagesOf(upload: Upload, visible: Visibility | undefined): readonly Stage[] {
  const isStored = upload.state === "completed" || upload.state === "completed-with-rejects";
  const received: Stage = { name: texts.received, note: moment(upload.created_at), is: "done" };
  const checked: Stage = { name: texts.checked, note: "", is: "done" };
  if (upload.state === "reverting" || upload.state === "reverted") {
    const { done, parts } = upload.reversal ?? {};
    const under = done === undefined || parts === undefined ? "" : t.admin.report.takenBack(done, parts);
    const note = upload.completed_at === undefined ? under : moment(upload.completed_at);
    return [
      received,
      { name: texts.stored, note: "", is: "done" },
      { name: texts.takenBack, note, is: upload.state === "reverted" ? "done" : "now" },
    ];
  }
  if (upload.state === "storing") {
    const { done, total } = upload.partitions ?? { done: 0, total: 0 };
    return [received, checked, { name: texts.storing, note: t.admin.uploads.parts(done, total), is: "now" }, ...boards(upload, visible)];
  }
  const at = upload.completed_at === undefined ? "" : clockTime(upload.completed_at);
  if (isStored) return [received, checked, { name: texts.stored, note: at, is: "done" }, ...boards(upload, visible)];
  return [received, { name: t.admin.states[upload.state], note: at, is: "stopped" }];
}

function boards(upload: Upload, visible: Visibility | undefined): readonly Stage[] {
  if (upload.kind === "members" || visible === undefined) return [];
  const note = visible.partitions === 0 ? "" : texts.seen(visible.partitions_visible, visible.partitions);
  if (visible.visible) return [{ name: texts.visible, note, is: "done" }];
  if (upload.state === "storing") return [{ name: texts.visible, note: "", is: "ahead" }];
  const counting = visible.waiting_for?.stage === "progress";
  return [
    { name: texts.counted, note: counting ? note : "", is: counting ? "now" : "done" },
    { name: texts.visible, note: counting ? "" : note, is: counting ? "ahead" : "now" },
  ];
}
