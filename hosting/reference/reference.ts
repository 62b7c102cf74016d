import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import type { Document } from "./document.ts";
import { code, definitions, element, escaped, prose } from "./html.ts";
import { operationSection } from "./operation.ts";
import { schemaSection } from "./schema.ts";

const SOURCE = fileURLToPath(new URL("../public/api/openapi.json", import.meta.url));

const PLACE = "<reference></reference>";
const SCRIPTS = /<script\b[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g;

/** Fills api-docs.html with the reference of the API, made of openapi.json; there is nothing to run on the page. */
export function reference(): Plugin {
  return {
    name: "reference",
    transformIndexHtml: {
      // After Vite, which gives a page that shares a stylesheet the script of those that it shares it with.
      order: "post",
      handler: (html) => {
        if (!html.includes(PLACE)) return html;
        const document = JSON.parse(readFileSync(SOURCE, "utf-8")) as Document;
        return html.replace(SCRIPTS, "").replace(PLACE, () => contents(document));
      },
    },
  };
}

function contents(document: Document): string {
  const paragraphs = document.info.description.split("\n\n").map((text) => element("p", prose(text)));
  return [
    ...paragraphs,
    navigation(document),
    credentials(document),
    ...document.tags.map((tag) => group(document, tag.name, tag.description)),
    element("h2", "Schemas", `id="schemas"`),
    ...Object.entries(document.components.schemas).map(([name, schema]) => schemaSection(name, schema)),
  ].join("");
}

function operationsOf(document: Document) {
  return Object.entries({ ...document.paths, ...document.webhooks }).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
}

function navigation(document: Document): string {
  const items = operationsOf(document).map(({ path, method, operation }) => {
    const address = `<span class="method">${escaped(method.toUpperCase())}</span> ${code(path)}`;
    const link = element("a", escaped(operation.summary), `href="#${escaped(operation.operationId)}"`);
    return element("li", `${link} <span class="address">${address}</span>`);
  });
  return element("nav", element("ul", items.join("")), `aria-label="Operations"`);
}

function credentials(document: Document): string {
  const entries = Object.entries(document.components.securitySchemes).map(([name, scheme]): [string, string] => [
    code(scheme.name ?? "Authorization: Bearer"),
    `${scheme.name ? "" : `<p class="facts">${escaped(name)}</p>`}<p>${prose(scheme.description)}</p>`,
  ]);
  return `${element("h2", "Credentials", `id="credentials"`)}${definitions(entries)}`;
}

function group(document: Document, tag: string, description: string): string {
  const sections = operationsOf(document)
    .filter(({ operation }) => operation.tags.includes(tag))
    .map(({ path, method, operation }) => operationSection(path, method, operation, document));
  const name = tag.charAt(0).toUpperCase() + tag.slice(1);
  return `${element("h2", escaped(name))}<p>${prose(description)}</p>${sections.join("")}`;
}
