import { getRouteApi } from "@tanstack/react-router";
import { setUpTexts as texts } from "../texts/connections.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import styles from "./connections.module.css";
import { AccessStep } from "./set-up/access-step.tsx";
import { BucketStep } from "./set-up/bucket-step.tsx";
import { placeOf } from "./set-up/draft.ts";
import { Steps } from "./set-up/steps.tsx";
import { useDraft } from "./set-up/use-draft.ts";

const route = getRouteApi("/connect");

/** The steps that are done in AWS, for somebody who is not signed in: it asks nothing, and knows what its link says. */
export function SharedSetUpScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { draft, change } = useDraft(search, (next) => void navigate({ search: next, replace: true }));
  const step = search.step === 2 ? 2 : 1;
  const toStep = (next: number) => void navigate({ search: { ...draft, step: next === 2 ? 2 : 1 } });
  const { externalId, principal = null } = draft;
  const trust = externalId === undefined ? null : { externalId, principal };
  return (
    <main>
      <Page title={texts.sharedTitle}>
        <p>{texts.sharedLead}</p>
        <Steps step={step} count={2} onStep={toStep} />
        {step === 1 ? (
          <BucketStep draft={draft} onChange={change} recommended={undefined} />
        ) : (
          <>
            <AccessStep draft={draft} onChange={change} trust={trust} isFromLink />
            <Notice tone="info">{texts.done}</Notice>
          </>
        )}
        <div className={styles.actions}>
          {step === 1 ? (
            <Button kind="primary" isDisabled={placeOf(draft) === null} onPress={() => toStep(2)}>
              {texts.next[0]}
            </Button>
          ) : (
            <Button onPress={() => toStep(1)}>{texts.back}</Button>
          )}
        </div>
      </Page>
    </main>
  );
}
