/* Answers the queries of a file of vectors by the script of the search page: node check.js SEARCH.JS VECTORS.JSON. Anything wrong is said and ends with 1. */
"use strict";
const fs = require("node:fs");
const assert = require("node:assert/strict");
const vm = require("node:vm");

const [script, vectors] = process.argv.slice(2);
const source = fs.readFileSync(script, "utf8");
const { format, codes, folds, archives } = JSON.parse(fs.readFileSync(vectors, "utf8"));

/* The script in a page without a form, whose files are these. `inside` is run within it. */
function page(files, inside) {
  const window = {};
  const head = {
    append(node) {
      const [path] = node.src.replace(/^\.\.\//, "").split("?");
      setImmediate(function () {
        if (!(path in files)) return node.onerror();
        vm.runInContext(files[path], context);
        node.onload();
      });
    },
  };
  const document = {
    head: head,
    createElement() { return { remove() {} }; },
    getElementById() { return null; },
  };
  const context = vm.createContext({ window: window, document: document, setTimeout: setTimeout });
  const ending = "api.begin = begin;\n";
  assert.equal(source.split(ending).length, 2, "the place where the functions are offered");
  vm.runInContext(source.replace(ending, ending + (inside || "")), context);
  context.jianbaoSearch = window.jianbaoSearch;
  return window.jianbaoSearch;
}

async function main() {
  let queries = 0;
  const api = page({}, "api.Bits = Bits;\n");
  assert.equal(api.format, format, "the version of the format in script/load.js and in format.rs");
  for (const code of codes) {
    const bits = new api.Bits(code.text);
    for (const [name, parameters, wanted] of code.reads) {
      const read = bits[name](...JSON.parse(JSON.stringify(parameters)));
      assert.deepEqual(Array.isArray(wanted) ? Array.from(read) : read, wanted, name);
    }
  }
  for (const archive of archives) {
    const search = page(archive.files, "api.fold = async function (text) { return (await fold(await open(), text)).join(''); };\n");
    // Only what the archive's texts or its table have can be folded as the program folds it.
    for (const [text, folded] of Object.entries(folds)) {
      const known = await search.fold(text);
      const head = (await search.begin("一", {})).head;
      const all = Array.from(folded).every(function (c) { return head.numbers.has(c); });
      if (all) assert.equal(known, folded, text);
    }
    for (const { query, found } of archive.queries) {
      const session = await search.begin(query, {});
      const promised = session.exact ? search.left(session) : null;
      const results = [];
      while (search.left(session) > 0) results.push(...await search.next(session));
      const paths = results.map(function (result) { return result.issue.path; }).sort();
      assert.deepEqual(paths, found.slice().sort(), query);
      if (promised !== null) assert.equal(promised, found.length, "promised for " + query);
      queries++;
    }
    // Numbers as people type them: the first result is one of these, for whoever is still typing too.
    for (const { query, first } of archive.firsts || []) {
      for (const hurried of [false, true]) {
        const answer = await search.ask(query, {}, hurried);
        assert.ok(answer.results.length > 0, "an empty first page for " + query);
        assert.ok(first.includes(answer.results[0].issue.path), query + ": " + answer.results[0].issue.path);
      }
      queries++;
    }
  }
  // An index of another format is told from one that is not there.
  const other = page({ "search/current.js": "jianbaoSearch.current(" + (format + 1) + ",\"0000000000\");" });
  await assert.rejects(other.ask("一", {}), function (error) { return error.format === format + 1; });
  console.log(queries + " queries in " + archives.length + " archives");
}

main().catch(function (error) {
  console.error(error);
  process.exitCode = 1;
});
