import { useMutation } from "@tanstack/react-query";
import { read } from "../../api/client";
import type { Upload } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { ConfirmButton } from "../../ui/Dialog";
import { useActed } from "./UploadFrame";

const texts = t.admin.cancelling;

/// Ends an upload of which nothing is stored.
export function CancelUpload({ upload }: { readonly upload: Upload }) {
  const { api } = useApp();
  const cancel = useMutation({
    mutationFn: () => read(api.POST("/uploads/{upload}/cancel", { params: { path: { upload: upload.upload } } })),
    onSuccess: useActed(upload),
  });
  return (
    <ConfirmButton label={texts.act} title={texts.title(upload.file_name)} keep={texts.keep} risk doing={cancel}>
      <p>{texts.why}</p>
    </ConfirmButton>
  );
}
