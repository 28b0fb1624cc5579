import { posix } from "node:path";
import { parseAst } from "rolldown/parseAst";

/** What the layering rules look at in one source file. */
export interface SourceModule {
  /** From the repository's root. */
  readonly path: string;
  readonly imports: readonly Import[];
  /** Lines that read environment variables. */
  readonly environmentReads: readonly number[];
  /** Lines that ask whether a format is a certain one. */
  readonly formatBranches: readonly number[];
  /** Lines that spread an object literal into another. */
  readonly literalSpreads: readonly number[];
}

export interface Import {
  /** As written; a relative one as the path that it names from the repository's root. */
  readonly from: string;
  readonly line: number;
}

const formats = new Set<unknown>(["json", "xml", "csv", "parquet"]);

/** Parses a TypeScript module; type imports count like any other. */
export function readModule(path: string, text: string): SourceModule {
  const imports: Import[] = [];
  const environmentReads: number[] = [];
  const formatBranches: number[] = [];
  const literalSpreads: number[] = [];
  const lineOf = (node: AstNode) => text.slice(0, node.start).split("\n").length;

  for (const node of nodesOf(parseAst(text, { lang: path.endsWith("x") ? "tsx" : "ts", astType: "ts" }, path))) {
    const from = importedFrom(node);
    if (from !== undefined) imports.push({ from: resolved(path, from), line: lineOf(node) });
    if (readsEnvironment(node)) environmentReads.push(lineOf(node));
    if (branchesOnFormat(node)) formatBranches.push(lineOf(node));
    if (spreadsLiteral(node)) literalSpreads.push(lineOf(node));
  }
  return { path, imports, environmentReads, formatBranches, literalSpreads };
}

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function* nodesOf(value: unknown): Generator<AstNode> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isNode(value)) return;
  yield value;
  for (const field of Object.values(value)) yield* nodesOf(field);
}

const importing = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

function importedFrom({ type, source }: AstNode): string | undefined {
  return importing.has(type) ? stringOf(source) : undefined;
}

function resolved(path: string, from: string): string {
  return from.startsWith(".") ? posix.join(posix.dirname(path), from) : from;
}

function stringOf(node: unknown): string | undefined {
  return isNode(node) && node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** The last name of `format`, `options.format`, `this.#format`. */
function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === "ChainExpression") return nameOf(node.expression);
  if (node.type === "MemberExpression") return stringOf(node.property) ?? nameOf(node.property);
  return typeof node.name === "string" ? node.name : undefined;
}

/** `process.env`, `import.meta.env`, or `env` taken from node:process. */
function readsEnvironment(node: AstNode): boolean {
  if (node.type === "MemberExpression" && nameOf(node.property) === "env") {
    return nameOf(node.object) === "process" || (isNode(node.object) && node.object.type === "MetaProperty");
  }
  if (node.type === "VariableDeclarator" && nameOf(node.init) === "process") return destructures(node.id, "env");
  return (
    node.type === "ImportDeclaration" &&
    /^(node:)?process$/.test(stringOf(node.source) ?? "") &&
    [...nodesOf(node.specifiers)].some((specifier) => nameOf(specifier.imported) === "env")
  );
}

function destructures(pattern: unknown, name: string): boolean {
  return [...nodesOf(pattern)].some((node) => node.type === "Property" && nameOf(node.key) === name);
}

/** `format === "csv"`, or a switch over a format with such a case. */
function branchesOnFormat(node: AstNode): boolean {
  if (node.type === "BinaryExpression" && /^[!=]==?$/.test(String(node.operator))) {
    return (
      (isFormat(node.left) && formats.has(stringOf(node.right))) ||
      (isFormat(node.right) && formats.has(stringOf(node.left)))
    );
  }
  return node.type === "SwitchStatement" && isFormat(node.discriminant) && hasFormatCase(node.cases);
}

function hasFormatCase(cases: unknown): boolean {
  return Array.isArray(cases) && cases.some((one) => isNode(one) && formats.has(stringOf(one.test)));
}

function isFormat(node: unknown): boolean {
  return /format$/i.test(nameOf(node) ?? "");
}

/** `...{ a, b }` in an object: it reads like a merge and is none. */
function spreadsLiteral({ type, argument }: AstNode): boolean {
  return type === "SpreadElement" && isNode(argument) && argument.type === "ObjectExpression";
}
