import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildDashboard } from "@sluice/dashboard";
import { cacheFolder } from "@sluice/servers";
import { beforeAll, describe, expect, test } from "vitest";

const firstLoadBytes = 200_000;
/** What is large and seldom needed, by the file that brings it. */
const onDemand = ["run-charts", "pickers", "verify-worker"];

/** The texts of the build, by their addresses. */
const files = new Map<string, string>();
let page: string;

beforeAll(async () => {
  const folder = await buildDashboard(cacheFolder());
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length), await readFile(path, "utf8"));
  }
  page = textOf("/index.html");
});

describe("a first visit loads", () => {
  test("less than 200 kB of script, as it is sent, before it knows which screen it shows", () => {
    const scripts = scriptsOfPage();
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = sentBytes(scripts);
    console.log(`script of every screen: ${bytes} bytes gzipped`);
    expect(bytes).toBeLessThan(firstLoadBytes);
  });

  test("less than 200 kB of script with the activity log on it", () => {
    const scripts = withImports([...scriptsOfPage(), ...chunksOf("activity-log-screen")]);
    const bytes = sentBytes(scripts);
    console.log(`script of the activity log: ${bytes} bytes gzipped`);
    expect(bytes).toBeLessThan(firstLoadBytes);
  });

  test.each(onDemand)("nothing of %s, which comes when it is needed", (name) => {
    const chunks = chunksOf(name);
    expect(chunks).toHaveLength(1);
    const loaded = withImports([...scriptsOfPage(), ...chunksOf("activity-log-screen")]);
    expect(loaded.filter((script) => chunks.includes(script))).toEqual([]);
  });
});

describe("no file of the page", () => {
  test("asks anything of another origin", () => {
    const named: string[] = [];
    for (const [path, text] of files) {
      for (const [address, host] of text.matchAll(/\b(?:https?|wss?):\/\/([\w.-]*)/g)) {
        if (!namedOnly.test(host ?? "")) named.push(`${path}: ${address}`);
      }
    }
    expect(named).toEqual([]);
  });

  test("brings in a style or a picture of another origin", () => {
    const brought = [...files].flatMap(([path, text]) => {
      if (![".css", ".html", ".svg"].includes(extname(path))) return [];
      const found =
        text.match(/@import|url\(\s*["']?(?!["']?[/#.])[^)]*\)|(?:src|href)=["']?(?:\/\/|\w+:)[^"']*/g) ?? [];
      return found.map((what) => `${path}: ${what}`);
    });
    expect(brought).toEqual([]);
  });

  test("has a script, a style or an action in the text of the page", () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i);
  });

  test("is the source that it was made of", () => {
    expect([...files.keys()].filter((path) => path.endsWith(".map"))).toEqual([]);
  });
});

/** Hosts that are named and not asked: names of vocabularies, examples in messages, pages that a link leads to. */
const namedOnly =
  /^(www\.w3\.org|json-schema\.org|react\.dev|localhost|host|bucket\.host|([\w-]+\.)?example\.com|([\w-]+\.)*console\.aws\.amazon\.com|)$/;

function scriptsOfPage(): string[] {
  const tags = page.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith("<script") || tag.includes("modulepreload"))
    .map((tag) => /(?:src|href)="([^"]*)"/.exec(tag)?.[1] ?? "");
}

function chunksOf(name: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(`/assets/${name}-`) && path.endsWith(".js"));
}

/** These scripts and what each of them can't run without. */
function withImports(scripts: readonly string[]): string[] {
  const all = new Set(scripts);
  for (const script of all) {
    for (const [, name] of textOf(script).matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) {
      all.add(`/assets/${name ?? ""}`);
    }
  }
  return [...all];
}

function sentBytes(scripts: readonly string[]): number {
  return scripts.reduce((sum, script) => sum + gzipSync(textOf(script)).length, 0);
}

function textOf(path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the build has no ${path}`);
  return text;
}
