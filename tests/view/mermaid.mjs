// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// Parses files as Mermaid does, and says how many nodes and edges each has.
//
//   npm install --prefix FOLDER mermaid jsdom
//   node mermaid.mjs FOLDER FILE...
//
// For each file a line: NAME: N nodes, M edges, then a line for each label. Ends with 1 when Mermaid
// refuses one of the files.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const modules = join(resolve(folder), "node_modules");
const { JSDOM } = createRequire(join(modules, "x.js"))("jsdom");

// Mermaid looks for a page when it is loaded.
const page = new JSDOM("<!DOCTYPE html><body></body>");
globalThis.window = page.window;
globalThis.document = page.window.document;

const load = (path) => import(pathToFileURL(join(modules, path)));
const { default: mermaid } = await load("mermaid/dist/mermaid.core.mjs");
mermaid.initialize({ startOnLoad: false });

// Mermaid keeps "#35;" as marks of its own until it draws.
const decoded = (text) => text.replace(/ﬂ°°(\d+)¶ß/g, (_, n) => String.fromCodePoint(Number(n)));

let failed = false;
for (const file of files) {
    const name = basename(file);
    try {
        const text = await readFile(file, "utf8");
        await mermaid.parse(text);
        const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
        const nodes = [...db.getVertices().values()];
        console.log(`${name}: ${nodes.length} nodes, ${db.getEdges().length} edges`);
        for (const node of nodes) console.log(`  ${node.id} ${decoded(node.text)}`);
        for (const space of db.getSubGraphs()) console.log(`  ${space.id} ${decoded(space.title)}`);
    } catch (error) {
        console.log(`${name}: ${error.message}`);
        failed = true;
    }
}
process.exit(failed ? 1 : 0);
