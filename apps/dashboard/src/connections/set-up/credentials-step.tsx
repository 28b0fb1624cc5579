import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form } from "react-aria-components";
import { answerOf } from "../../api/client.ts";
import { type ApiProblem, problemOf } from "../../api/problem.ts";
import type { NewConnection } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { setUpTexts, testTexts } from "../../texts/connections.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useTrial } from "../connection-queries.ts";
import styles from "../connections.module.css";
import type { SetUpSearch } from "../set-up-search.ts";
import { TestResult } from "../test-result.tsx";
import { type ChangeSetUp, placeOf } from "./draft.ts";
import { helpfulStep } from "./helpful-step.ts";
import { KeyFields, RoleField } from "./key-fields.tsx";
import { type Keys, trialOf } from "./keys.ts";

const texts = setUpTexts.keys;

interface CredentialsStepProps {
  readonly draft: SetUpSearch;
  readonly onChange: ChangeSetUp;
  readonly keys: Keys;
  readonly onKeys: (keys: Keys) => void;
  readonly onStep: (step: number) => void;
}

/** Enter the keys, test them, save: what is saved is what was tested. */
export function CredentialsStep({ draft, onChange, keys, onKeys, onStep }: CredentialsStepProps) {
  const trial = useTrial();
  const save = useSave();
  const body = trialOf(draft, keys);
  const place = placeOf(draft);
  const name = draft.name ?? draft.bucket ?? "";
  const error = save.error ?? trial.error;
  const problem = error ? problemOf(error) : null;
  const passed = trial.data?.ok === true;
  const forget = (): void => {
    trial.reset();
    save.reset();
  };
  const help = (code: string) => {
    const step = helpfulStep(code, draft);
    return step === null ? null : (
      <div>
        <Button size="s" onPress={() => onStep(step)}>
          {step === 1 ? testTexts.toBucket : testTexts.toPolicy}
        </Button>
      </div>
    );
  };
  return (
    <Panel title={setUpTexts.steps[2]}>
      <div className={`${styles.body} ${styles.columns}`}>
        <Form
          className={styles.form}
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            if (body && !trial.isPending) trial.mutate(body);
          }}
        >
          {place === null ? (
            <Notice tone="warning">{setUpTexts.missing}</Notice>
          ) : (
            <p className={styles.code}>{`${place.endpoint ?? place.region} · ${place.bucket}/${place.prefix}`}</p>
          )}
          {draft.store !== "compatible" && (
            <Choices
              label={setUpTexts.access.label}
              choices={[
                { value: "key", title: setUpTexts.access.key },
                { value: "role", title: setUpTexts.access.role },
              ]}
              value={draft.access ?? "key"}
              onChange={(access) => {
                forget();
                onChange({ access: access === "role" ? "role" : undefined });
              }}
            />
          )}
          {draft.access === "role" ? (
            <RoleField
              roleArn={draft.roleArn ?? ""}
              problem={problem}
              onChange={(roleArn) => {
                forget();
                onChange({ roleArn: roleArn || undefined });
              }}
            />
          ) : (
            <KeyFields
              keys={keys}
              problem={problem}
              onChange={(next) => {
                forget();
                onKeys(next);
              }}
            />
          )}
          <TextField
            label={texts.name}
            help={texts.nameHelp}
            error={problem?.of("/name")}
            isRequired
            autoComplete="off"
            value={name}
            onChange={(next) => {
              save.reset();
              onChange({ name: next });
            }}
          />
          <div className={styles.actions}>
            <Button
              type="submit"
              kind={passed ? "plain" : "primary"}
              isPending={trial.isPending}
              isDisabled={body === null}
            >
              {trial.data ? texts.again : texts.test}
            </Button>
            {passed || trial.data ? (
              <Button
                kind={passed ? "primary" : "quiet"}
                isPending={save.isPending}
                isDisabled={body === null || name.trim() === ""}
                onPress={() => body && save.mutate({ ...body, name: name.trim() })}
              >
                {passed ? texts.save : texts.saveUntested}
              </Button>
            ) : null}
          </div>
        </Form>
        <div className={styles.form}>
          <p className={styles.muted}>{texts.testFirst}</p>
          <TestResult result={trial.data} isPending={trial.isPending} help={help} />
          {problem && !isBesideAField(problem, draft) && <ProblemNotice error={problem} />}
        </div>
      </div>
    </Panel>
  );
}

/** Whether all that is wrong is said beside a field of this step. */
function isBesideAField({ fields }: ApiProblem, { access }: SetUpSearch): boolean {
  const shown =
    access === "role" ? ["/credentials/roleArn"] : ["/credentials/accessKeyId", "/credentials/secretAccessKey"];
  return fields.length > 0 && fields.every(({ pointer }) => [...shown, "/name"].includes(pointer));
}

function useSave() {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewConnection) => answerOf(api.POST("/v1/connections", { body })),
    onSuccess(made) {
      void queries.invalidateQueries({ queryKey: [id, "connections"] });
      queries.setQueryData([id, "connection", made.id], made);
      return navigate({
        to: "/p/$project/connections/$id",
        params: { project: id, id: made.id },
        search: { made: true },
        replace: true,
      });
    },
    gcTime: 0,
  });
}
