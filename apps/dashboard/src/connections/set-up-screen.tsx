import { getRouteApi, Link, Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { connectionsTexts, setUpTexts as texts } from "../texts/connections.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import styles from "./connections.module.css";
import { AccessStep } from "./set-up/access-step.tsx";
import { BucketStep } from "./set-up/bucket-step.tsx";
import { CredentialsStep } from "./set-up/credentials-step.tsx";
import { placeOf } from "./set-up/draft.ts";
import { emptyKeys } from "./set-up/keys.ts";
import { ShareLink } from "./set-up/share-link.tsx";
import { Steps } from "./set-up/steps.tsx";
import { useDraft } from "./set-up/use-draft.ts";

const route = getRouteApi("/p/$project/connections/new");

/** From no bucket to a tested connection. Left and opened again it goes on where it was, but for the keys. */
export function SetUpScreen() {
  const { id, canChange, bucketRegion, externalId, awsPrincipal } = useProject();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { draft, change } = useDraft({ ...search, region: search.region ?? bucketRegion }, (next) => {
    void navigate({ search: next, replace: true });
  });
  // Here and nowhere else, so that a look at an earlier step does not lose them.
  const [keys, setKeys] = useState(emptyKeys);
  if (!canChange) return <Navigate to="/p/$project/connections" params={{ project: id }} replace />;
  const { step = 1 } = search;
  const toStep = (next: number) =>
    void navigate({ search: { ...draft, step: next === 3 ? 3 : next === 2 ? 2 : undefined } });
  return (
    <Page
      title={texts.title}
      trail={
        <Link to="/p/$project/connections" params={{ project: id }}>
          {connectionsTexts.title}
        </Link>
      }
    >
      <Steps step={step} count={3} onStep={toStep} />
      {step === 1 && <BucketStep draft={draft} onChange={change} recommended={bucketRegion} />}
      {step === 2 && (
        <AccessStep
          draft={draft}
          onChange={change}
          trust={{ externalId, principal: awsPrincipal }}
          isFromLink={false}
        />
      )}
      {step === 3 && <CredentialsStep draft={draft} onChange={change} keys={keys} onKeys={setKeys} onStep={toStep} />}
      <div className={styles.actions}>
        {step > 1 && <Button onPress={() => toStep(step - 1)}>{texts.back}</Button>}
        {step < 3 && (
          <Button kind="primary" isDisabled={placeOf(draft) === null} onPress={() => toStep(step + 1)}>
            {texts.next[step === 1 ? 0 : 1]}
          </Button>
        )}
      </div>
      {step < 3 && <ShareLink draft={draft} />}
    </Page>
  );
}
