import type { Answer, Content, Document, Operation, Parameter, Scheme } from "./document.ts";
import { code, definitions, element, escaped, example, prose } from "./html.ts";
import { described, typeOf } from "./schema.ts";

type Schemes = Record<string, Scheme>;

/** The section of one operation. */
export function operationSection(path: string, method: string, operation: Operation, document: Document): string {
  const id = escaped(operation.operationId);
  const parts = [
    element("h3", escaped(operation.summary), `id="${id}"`),
    `<p class="address"><span class="method">${escaped(method.toUpperCase())}</span> ${code(path)}</p>`,
    operation.description ? `<p>${prose(operation.description)}</p>` : "",
    callers(operation.security, document.components.securitySchemes),
    parameters(operation.parameters ?? []),
    body(operation),
    answers(operation),
  ];
  return element("article", parts.join(""), `class="card" aria-labelledby="${id}"`);
}

/** Who may call; nothing of what the desk itself sends. */
function callers(security: Record<string, string[]>[], schemes: Schemes): string {
  if (security.length === 0) return "";
  const each = security.map((requirement) => caller(Object.keys(requirement), schemes));
  return `<p><strong>Who:</strong> ${each.join("; or ")}</p>`;
}

function caller(names: string[], schemes: Schemes): string {
  if (names.length === 0) return "anybody";
  return names.map((name) => credential(name, schemes[name])).join(" and ");
}

function credential(name: string, scheme: Scheme | undefined): string {
  return scheme?.type === "http" ? `${code("Authorization: Bearer")} (${escaped(name)})` : code(scheme?.name ?? name);
}

function parameters(list: Parameter[]): string {
  const places: Record<string, string> = { path: "in the path", query: "in the query", header: "header" };
  const entries = list.map((it): [string, string] => [
    `${code(it.name)} <span class="place">${places[it.in] ?? ""}</span>`,
    described(it.schema, it.required ?? false, it.description),
  ]);
  return entries.length > 0 ? `<h4>Parameters</h4>${definitions(entries)}` : "";
}

function body(operation: Operation): string {
  const content = Object.values(operation.requestBody?.content ?? {})[0];
  if (!content) return "";
  const shown = content.example === undefined ? "" : example(content.example, `Body of: ${operation.summary}`);
  return `<h4>Body</h4><p>${typeOf(content.schema)}</p>${shown}`;
}

function answers(operation: Operation): string {
  const entries = Object.entries(operation.responses).map(([status, answer]): [string, string] => [
    code(status),
    `<p>${prose(answer.description)}</p>${carried(answer)}`,
  ]);
  return `<h4>Answers</h4>${definitions(entries)}${answerExample(operation)}`;
}

function carried(answer: Answer): string {
  const type = Object.values(answer.content ?? {}).map((it) => typeOf(it.schema));
  const headers = Object.keys(answer.headers ?? {}).map(code);
  const facts = [...type, ...headers].join(" · ");
  return facts && `<p class="facts">${facts}</p>`;
}

function answerExample(operation: Operation): string {
  const contents = Object.values(operation.responses).flatMap((it) => Object.values(it.content ?? ({} as Content)));
  const shown = contents.find((it) => it.example !== undefined);
  if (!shown) return "";
  const name = `Answer of: ${operation.summary}`;
  return element("details", `${element("summary", "An answer")}${example(shown.example, name)}`);
}
