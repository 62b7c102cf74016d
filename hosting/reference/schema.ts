import type { Schema } from "./document.ts";
import { code, definitions, element, escaped, prose } from "./html.ts";

const LONGEST_PATTERN = 60;

/** The type of a value, with a link where it has a name of its own. */
export function typeOf(schema: Schema): string {
  if (schema.$ref) return linkTo(schema.$ref.split("/").at(-1) ?? "");
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].filter(Boolean).join(" or ");
  if (schema.enum) return schema.enum.map(code).join(", ");
  if (schema.const !== undefined) return code(String(schema.const));
  if (schema.type === "array" && schema.items) return `array of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === "object") return mapOf(schema, schema.additionalProperties);
  if (schema.maxLength === 0) return "empty";
  return [escaped(schema.type ?? ""), schema.format && `(${escaped(schema.format)})`].filter(Boolean).join(" ");
}

function mapOf(schema: Schema, values: Schema): string {
  return `for each ${schema.propertyNames ? typeOf(schema.propertyNames) : "name"}: ${typeOf(values)}`;
}

export function linkTo(name: string): string {
  return element("a", escaped(name), `href="#${escaped(name)}"`);
}

/** The limits on a value, in words. */
function limitsOf(schema: Schema): string[] {
  const own = [
    range(schema.minLength, schema.maxLength || undefined, "characters"),
    range(schema.minimum, schema.maximum, ""),
    schema.pattern && schema.pattern.length <= LONGEST_PATTERN ? `pattern ${code(schema.pattern)}` : "",
    schema.default === undefined || schema.default === "" ? "" : `default ${code(String(schema.default))}`,
  ];
  return [...own.filter(Boolean), ...(schema.anyOf ?? []).flatMap(limitsOf)];
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return `at least ${least} ${unit}`.trim();
  return (least === undefined ? `at most ${most} ${unit}` : `${least} to ${most} ${unit}`).trim();
}

/** Everything about a value in one line of HTML. */
export function described(schema: Schema, required: boolean, description = schema.description): string {
  const facts = [typeOf(schema), required ? "required" : "", ...limitsOf(schema)].filter(Boolean).join(" · ");
  return `<p class="facts">${facts}</p>${description ? `<p>${prose(description)}</p>` : ""}`;
}

/** The section of a schema with a name: its fields, or its values. */
export function schemaSection(name: string, schema: Schema): string {
  const fields = Object.entries(schema.properties ?? {}).map(([field, value]): [string, string] => [
    code(field),
    described(value, schema.required?.includes(field) ?? false),
  ]);
  const values = schema.enum ? `<p>One of ${typeOf(schema)}.</p>` : "";
  const summary = schema.description ? `<p>${prose(schema.description)}</p>` : "";
  const heading = element("h3", code(name), `id="${escaped(name)}"`);
  return element("section", `${heading}${summary}${values}${definitions(fields)}`, `class="card"`);
}
