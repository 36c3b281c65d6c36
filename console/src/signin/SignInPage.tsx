import { useEffect, useRef, useState } from "react";
import { messageOf } from "../api/problem";
import { useApp } from "../app";
import { t } from "../texts";
import { Brand } from "../ui/Icon";
import { Note } from "../ui/Note";

interface SignInPageProps {
  /// Where to go on.
  readonly address: string;
  /// Leaves for the issuer at once; else it waits for a click.
  readonly byItself: boolean;
  /// Why the last sign-in did not do.
  readonly refused?: string;
}

/// Leads to the issuer's page.
export function SignInPage({ address, byItself, refused }: SignInPageProps) {
  const { session } = useApp();
  const [failure, setFailure] = useState(refused);
  const [going, setGoing] = useState(byItself);
  const begun = useRef(false);
  const go = async (): Promise<void> => {
    setGoing(true);
    setFailure(undefined);
    try {
      await session.leave(address);
    } catch (error) {
      setGoing(false);
      setFailure(`${t.signIn.failed}: ${messageOf(error)}`);
    }
  };
  useEffect(() => {
    document.title = `${t.signIn.title} · ${t.product}`;
    if (!byItself || begun.current) return;
    begun.current = true;
    void go();
  });
  return (
    <main id="content" className="sign-in">
      <div className="card pad stack">
        <div className="sign-in-brand">
          <Brand />
        </div>
        <h1>{t.product}</h1>
        <p className="soft">{t.signIn.lead}</p>
        {failure !== undefined && (
          <Note kind="bad" alert>
            {failure}
          </Note>
        )}
        <button type="button" className="btn go" disabled={going} onClick={() => void go()}>
          {going ? t.signIn.going : t.signIn.title}
        </button>
      </div>
    </main>
  );
}
