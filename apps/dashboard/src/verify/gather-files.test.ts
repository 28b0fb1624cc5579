import type { DirectoryDropItem, DropItem, FileDropItem } from "react-aria-components";
import { expect, test } from "vitest";
import { chosenFiles, droppedFiles } from "./gather-files.ts";

const { signal } = new AbortController();

test("a folder's files are gathered from its folders too, in the order of their paths", async () => {
  const counts: number[] = [];
  const dropped: DropItem[] = [
    folder("sluice", [file("b.json.gz"), folder("2026", [folder("11", [file("c.json.gz")]), folder("12", [])])]),
    file("a.manifest.json"),
  ];
  const files = await droppedFiles(dropped, { signal, onFiles: (count) => counts.push(count) });
  expect(files.map(({ path }) => path)).toEqual(["a.manifest.json", "sluice/2026/11/c.json.gz", "sluice/b.json.gz"]);
  expect(await files[1]?.file.text()).toBe("c.json.gz");
  expect(counts).toEqual([1, 2, 3]);
});

test("text that is dropped is no file", async () => {
  const text: DropItem = { kind: "text", types: new Set(["text/plain"]), getText: async () => "hello" };
  expect(await droppedFiles([text], { signal, onFiles: () => undefined })).toEqual([]);
});

test("gathering ends when it is given up, also in the middle of a folder", async () => {
  const stop = new AbortController();
  const many = folder(
    "many",
    Array.from({ length: 1_000 }, (_, index) => file(`${index}`)),
  );
  let counted = 0;
  const gathered = droppedFiles([many], {
    signal: stop.signal,
    onFiles(count) {
      counted = count;
      if (count === 3) stop.abort();
    },
  });
  await expect(gathered).rejects.toMatchObject({ name: "AbortError" });
  expect(counted).toBe(3);
});

test("of a chosen folder, files have their ways below it", () => {
  const inFolder = Object.defineProperty(new File(["{}"], "x.json"), "webkitRelativePath", { value: "down/x.json" });
  expect(chosenFiles([new File(["{}"], "y.json"), inFolder]).map(({ path }) => path)).toEqual([
    "down/x.json",
    "y.json",
  ]);
});

function file(name: string): FileDropItem {
  const getFile = async () => new File([name], name);
  return { kind: "file", type: "", name, getFile, getText: async () => name };
}

function folder(name: string, entries: readonly (FileDropItem | DirectoryDropItem)[]): DirectoryDropItem {
  return {
    kind: "directory",
    name,
    async *getEntries() {
      yield* entries;
    },
  };
}
