import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { read } from "../../api/client";
import type { Upload } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { Confirm } from "../../ui/Dialog";
import { ProblemNote } from "../../ui/states";

const texts = t.admin.cancelling;

/// Ends an upload of which nothing is stored.
export function CancelUpload({ upload }: { readonly upload: Upload }) {
  const { api } = useApp();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const cancel = useMutation({
    mutationFn: () => read(api.POST("/uploads/{upload}/cancel", { params: { path: { upload: upload.upload } } })),
    onSuccess: async () => {
      setAsks(false);
      await queries.invalidateQueries({ queryKey: ["upload", upload.upload] });
    },
  });
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsks(true)}>
        {texts.act}
      </button>
      {asks && (
        <Confirm
          title={texts.title(upload.file_name)}
          act={texts.act}
          keep={texts.keep}
          risk
          busy={cancel.isPending}
          close={() => setAsks(false)}
          confirm={() => cancel.mutate()}
        >
          <p>{texts.why}</p>
          <ProblemNote failure={cancel.error} />
        </Confirm>
      )}
    </>
  );
}
