import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { read } from "../../api/client";
import type { RevertCheck, Upload } from "../../api/types";
import { useApp } from "../../app";
import { t } from "../../texts";
import { ConfirmButton } from "../../ui/Dialog";
import { Progress } from "../../ui/Progress";
import { Pending } from "../../ui/states";
import { revertSum } from "./revertSum";
import { useActed } from "./UploadFrame";

const texts = t.admin.reverting;

/// Takes back what an upload stored. The dialog counts first what that would change.
export function Revert({ upload }: { readonly upload: Upload }) {
  const { api } = useApp();
  const [changesNothing, setChangesNothing] = useState(false);
  const revert = useMutation({
    mutationFn: () => read(api.POST("/uploads/{upload}/revert", { params: { path: { upload: upload.upload } } })),
    onSuccess: useActed(upload),
  });
  return (
    <ConfirmButton
      label={texts.open}
      icon="undo"
      className="btn risk"
      title={texts.title(upload.file_name)}
      act={texts.act}
      blocked={changesNothing}
      risk
      doing={revert}
    >
      <Ahead upload={upload.upload} found={setChangesNothing} />
    </ConfirmButton>
  );
}

interface AheadProps {
  readonly upload: string;
  /// Takes whether all is counted, and nothing would change.
  readonly found: (changesNothing: boolean) => void;
}

/// What taking it back would change: counted part by part, so that a large file shows how far that is.
function Ahead({ upload, found }: AheadProps) {
  const { api } = useApp();
  const query = useInfiniteQuery({
    queryKey: ["revert-check", upload],
    queryFn: ({ pageParam: cursor, signal }) => {
      const params = { path: { upload }, query: cursor === undefined ? {} : { cursor } };
      return read(api.GET("/uploads/{upload}/revert-check", { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // Each dialog counts anew.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, hasNextPage, isFetching, error, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const sum = data === undefined ? undefined : revertSum(data.pages);
  const changesNothing = sum?.complete === true && sum.removed === 0;
  useEffect(() => {
    found(changesNothing);
    return () => found(false);
  }, [found, changesNothing]);
  if (data === undefined) return <Pending of={query} what={texts.what} rows={2} />;
  const parts: readonly RevertCheck[] = data.pages;
  return (
    <>
      <Effect parts={parts} />
      {error !== null && <Pending of={{ data: undefined, error, refetch: () => fetchNextPage() }} what={texts.what} rows={2} />}
    </>
  );
}

function Effect({ parts }: { readonly parts: readonly RevertCheck[] }) {
  const sum = revertSum(parts);
  return (
    <>
      <p className={sum.complete ? "strong" : undefined}>{texts.effect(sum)}</p>
      <ul className="notes">
        {texts.details(sum).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {sum.complete ? (
        <p className="small">{texts.follows}</p>
      ) : (
        <>
          <Progress label={texts.what} done={parts.length} of={sum.parts} words={texts.counted(parts.length, sum.parts)} />
          <p className="small num">
            {texts.counted(parts.length, sum.parts)} {texts.noNeedToWait}
          </p>
        </>
      )}
    </>
  );
}
