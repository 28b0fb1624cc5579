import type { ErrorComponentProps } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { shellTexts } from "../texts/shell.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { isAnswered, isNotFetched, wasLoadedAgain } from "./screen-scripts.ts";

/** When a screen throws; also when its script is not there any more because Sluice was updated. */
export function BrokenScreen({ error }: ErrorComponentProps) {
  return isNotFetched(error) ? (
    <NotFetched />
  ) : (
    <Broken title={shellTexts.broken} onLoad={() => location.reload()}>
      <p>{shellTexts.brokenText}</p>
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Broken>
  );
}

const everyMs = 3_000;

/** Loads the page again as soon as there is one: offline, a browser would show a page of its own instead. */
function NotFetched() {
  const [isTried, setTried] = useState(false);
  useEffect(() => {
    let timer = 0;
    let tries = 0;
    const look = async () => {
      const isThere = await isAnswered();
      if (!isThere) setTried(true);
      else if (tries > 0 || !wasLoadedAgain()) return location.reload();
      else return;
      tries += 1;
      timer = window.setTimeout(look, everyMs);
    };
    timer = window.setTimeout(look);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Broken
      title={shellTexts.notFetched}
      onLoad={() => void isAnswered().then((isThere) => (isThere ? location.reload() : setTried(true)))}
    >
      <p role="status">{isTried ? shellTexts.unreachable : shellTexts.notFetchedText}</p>
    </Broken>
  );
}

interface BrokenProps {
  readonly title: string;
  readonly onLoad: () => void;
  readonly children: React.ReactNode;
}

function Broken({ title, onLoad, children }: BrokenProps) {
  return (
    <Empty
      title={title}
      actions={
        <Button kind="primary" onPress={onLoad}>
          {shellTexts.loadAgain}
        </Button>
      }
    >
      {children}
    </Empty>
  );
}
