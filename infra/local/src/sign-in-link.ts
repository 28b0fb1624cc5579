import { signInCodeAnswerSchema } from "@sluice/types";

/** A link that signs a browser in to the dashboard, once, as whoever the token is. Its code never gets to a server's log. */
export async function signInLink(apiUrl: string, token: string): Promise<string> {
  const answer = await fetch(new URL("/v1/sign-in-codes", apiUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`${apiUrl} gave no link to sign in with: ${answer.status}`);
  const { code } = signInCodeAnswerSchema.parse(await answer.json());
  return `${apiUrl}/sign-in#${code}`;
}
