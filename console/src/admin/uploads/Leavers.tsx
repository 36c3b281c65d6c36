import { useMutation } from "@tanstack/react-query";
import { read } from "../../api/client";
import type { Upload, UploadLeavers } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { listed } from "../../texts/words";
import { ConfirmButton } from "../../ui/Dialog";
import { Note } from "../../ui/Note";
import { useActed } from "./UploadFrame";

const texts = t.admin.leavers;

/// How many members a complete file does not name, and who the first of them are.
export function Leavers({ of: { leaving, registered, first } }: { readonly of: UploadLeavers }) {
  const others = leaving - first.length;
  return (
    <Note kind="warn" title={texts.title(leaving, registered)}>
      <span translate="no">{listed(first.map(({ name }) => name))}</span>
      {others > 0 && ` ${texts.others(others)}`}
    </Note>
  );
}

/// Stores a complete file by which members leave.
export function StoreAndRemove({ upload, leavers }: { readonly upload: Upload; readonly leavers: UploadLeavers }) {
  const { api } = useApp();
  const apply = useMutation({
    mutationFn: () => read(api.POST("/uploads/{upload}/apply", { params: { path: { upload: upload.upload } }, body: leavers.confirm ? { confirm_leavers: true } : {} })),
    onSuccess: useActed(upload),
  });
  return (
    <ConfirmButton label={texts.store(leavers.leaving)} className="btn risk" title={texts.confirm(upload.file_name)} risk doing={apply}>
      <Leavers of={leavers} />
      <p>{texts.effect}</p>
    </ConfirmButton>
  );
}
