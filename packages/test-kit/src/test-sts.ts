import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import type { AccessKey } from "@sluice/types";

/** What the server says to one AssumeRole. */
export type StsAnswer =
  | { readonly accessKey: AccessKey; readonly sessionToken: string; readonly lifetimeMs: number }
  | { readonly status: number; readonly code: string };

export interface StsRequest {
  /** The form's fields, `RoleArn` for instance. */
  readonly fields: Readonly<Record<string, string>>;
  /** The access key id that signed it. */
  readonly signedBy: string;
}

export interface TestSts extends AsyncDisposable {
  readonly endpoint: string;
  readonly requests: readonly StsRequest[];
}

/** Known when it is asked for, if not before. */
type Answering = StsAnswer | (() => StsAnswer);

/** Speaks just enough of STS to be asked for a role: answers in turn, the last one for ever. */
export async function testSts(...answers: readonly [Answering, ...Answering[]]): Promise<TestSts> {
  const requests: StsRequest[] = [];
  const server = createServer(async (request, response) => {
    const fields = Object.fromEntries(new URLSearchParams(await text(request)));
    const [, signedBy = ""] = /Credential=([^/]+)\//.exec(request.headers.authorization ?? "") ?? [];
    const next = answers[Math.min(requests.length, answers.length - 1)] ?? answers[0];
    const answer = typeof next === "function" ? next() : next;
    requests.push({ fields, signedBy });
    response.writeHead("status" in answer ? answer.status : 200, { "content-type": "text/xml" });
    response.end("status" in answer ? refusal(answer.code) : assumed(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

function assumed({ accessKey, sessionToken, lifetimeMs }: Extract<StsAnswer, { accessKey: AccessKey }>): string {
  const expiration = new Date(Date.now() + lifetimeMs).toISOString();
  return `<AssumeRoleResponse xmlns="${namespace}"><AssumeRoleResult><Credentials>
<AccessKeyId>${accessKey.accessKeyId}</AccessKeyId><SecretAccessKey>${accessKey.secretAccessKey}</SecretAccessKey>
<SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration>
</Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

function refusal(code: string): string {
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>raw words of STS</Message></Error></ErrorResponse>`;
}
