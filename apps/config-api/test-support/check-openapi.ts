import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import { oas } from "@stoplight/spectral-rulesets";
import { openapiText } from "./openapi-document.ts";

/** Holds the OpenAPI document to what Redocly and Spectral recommend, so that generators of clients take it. */
const text = await openapiText();
const complaints = [...(await byRedocly(text)), ...(await bySpectral(text))];
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
if (complaints.length > 0) process.exitCode = 1;

async function byRedocly(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  return problems.map(
    ({ ruleId, message, location: [place] }) => `redocly ${ruleId} ${place?.pointer ?? ""}: ${message}`,
  );
}

async function bySpectral(source: string): Promise<string[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset(new spectral.Ruleset({ extends: [[oas, "recommended"]] }));
  const problems = await linter.run(source);
  return problems.map(({ code, message, path }) => `spectral ${code} ${path.join("/")}: ${message}`);
}
