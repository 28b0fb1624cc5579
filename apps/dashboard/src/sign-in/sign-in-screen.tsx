import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import type { SignIn } from "../api/schema.d.ts";
import { signIn } from "../api/session.ts";
import { signInTexts } from "../texts/sign-in.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import styles from "./sign-in.module.css";
import { takeCode } from "./sign-in-code.ts";

/** By a token that is typed in, or by the code of a link that signs in once. */
export function SignInScreen() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [token, setToken] = useState("");
  const [code] = useState(takeCode);
  const mutation = useMutation({
    mutationFn: (body: SignIn) => signIn(queries, body),
    onSuccess: (project) => navigate({ to: "/p/$project/exports", params: { project }, replace: true }),
  });
  const { mutate } = mutation;
  const isSent = useRef(false);
  useEffect(() => {
    document.title = `${signInTexts.title} · Sluice`;
    // A code is good for one time, and an effect may run twice.
    if (code === null || isSent.current) return;
    isSent.current = true;
    mutate({ code });
  }, [code, mutate]);
  if (code !== null && !mutation.isError) {
    return (
      <main className={styles.screen}>
        <Loading rows={3} label={signInTexts.byLink} />
      </main>
    );
  }
  return (
    <main className={styles.screen}>
      <Form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ token: token.trim() });
        }}
      >
        <p className={styles.brand}>Sluice</p>
        <h1>{signInTexts.title}</h1>
        <p className={styles.lead}>{signInTexts.lead}</p>
        {mutation.isError && <ProblemNotice error={mutation.error} />}
        <TextField
          label={signInTexts.token}
          help={signInTexts.tokenHelp}
          type="password"
          autoComplete="off"
          isRequired
          autoFocus
          isCode
          value={token}
          onChange={setToken}
        />
        <Button type="submit" kind="primary" isPending={mutation.isPending} isDisabled={token.trim() === ""}>
          {signInTexts.submit}
        </Button>
      </Form>
    </main>
  );
}
