import type { TestApi } from "./api.ts";

export interface FollowedEvent {
  /** As it was sent. */
  readonly text: string;
  readonly name: string;
  readonly id: string;
  readonly data: string;
}

/** Reads a stream of events as a viewer, event by event, for as long as somebody asks. */
export async function follow(api: TestApi, path: string, headers: Readonly<Record<string, string>> = {}) {
  const authorization = `Bearer ${api.viewer}`;
  const response = await api.app.request(path, { headers: { authorization, ...headers } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    response,
    /** Undefined at the end. */
    async next(): Promise<FollowedEvent | undefined> {
      const text = (await reader?.read())?.value;
      if (text === undefined) return undefined;
      return { text, name: fieldOf(text, "event"), id: fieldOf(text, "id"), data: fieldOf(text, "data") };
    },
    [Symbol.asyncDispose]: async () => void (await reader?.cancel()),
  };
}

function fieldOf(text: string, field: string): string {
  return new RegExp(`^${field}: (.*)$`, "m").exec(text)?.[1] ?? "";
}
