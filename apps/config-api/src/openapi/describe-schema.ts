import type { ZodOpenApiOverride, ZodOpenApiOverrideContext } from "zod-openapi";

type JsonSchema = ZodOpenApiOverrideContext["jsonSchema"];

/** Has the document say of a schema what zod alone would not have it say. */
export const describeSchema: ZodOpenApiOverride = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  // Answers get more fields in times to come, which clients of today are to take.
  if (def.type === "object" && def.catchall === undefined) delete jsonSchema.additionalProperties;
  if (jsonSchema.type === "object") leaveOut(jsonSchema);
  if (jsonSchema.type === "integer") sayInteger(jsonSchema);
  if (def.type === "nullable") sayNullable(jsonSchema);
  // To leave it out says the same, and generators stumble over it.
  if (jsonSchema.default === null) delete jsonSchema.default;
  if (typeof jsonSchema.documentedAs === "string") referTo(jsonSchema, jsonSchema.documentedAs);
};

/** Fields that are there to be refused in words of their own. */
function leaveOut({ properties = {} }: JsonSchema): void {
  for (const [name, property] of Object.entries(properties)) {
    if (typeof property === "object" && property.documentedAs === null) delete properties[name];
  }
}

function sayInteger(jsonSchema: JsonSchema): void {
  const { minimum, maximum = Number.MAX_SAFE_INTEGER } = jsonSchema;
  if (maximum > 2 ** 31) jsonSchema.format = "int64";
  if (maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** `type: ["string", "null"]`, which generators know, in the place of a choice between two schemas. */
function sayNullable(jsonSchema: JsonSchema): void {
  const [inner] = jsonSchema.anyOf ?? [];
  if (typeof inner?.type !== "string" || inner.type === "object") return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, inner, { type: [inner.type, "null"] });
}

/** For what is read in one way and is, to those who write it, another schema. */
function referTo(jsonSchema: JsonSchema, name: string): void {
  const { description } = jsonSchema;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  jsonSchema.$ref = `#/components/schemas/${name}`;
  if (description !== undefined) jsonSchema.description = description;
}
