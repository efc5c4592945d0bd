/* 检索. The index is read as script files, so that it works from a folder as from a server; docs/architecture.md says how it is made.
   What it cannot decide is decided by the text of the issue itself: nothing is shown that does not contain what was asked for. */
(function () {
  "use strict";

  const ROOT = "../";
  const CELL = "\t";
  const PAGE = 10; // results shown at a time
  const FEW = 8; // so few candidates are checked in their texts rather than by more of the index
  const SHARDS = 4; // files of the index that are read for one word while candidates are more, and twice as many while they are many
  const MANY = 60;
  const BUDGET = 130 * 1024; // bytes read in one step, index and texts
  const LEAST = 24 * 1024; // of these for texts, whatever the index took

  // Loading: a file calls back with its content, and `load` hands it on.

  const arrived = new Map();
  const loading = new Map();
  let spent = 0; // bytes of the index read so far, about
  const api = {
    loaded: [], // addresses, for those who measure
    head(data) {
      spent += 3 * data.a.length + data.d.length + 9 * data.b.length;
      arrived.set("search/head.js", data);
    },
    shard(id, number, data) {
      spent += data.length;
      arrived.set("search/" + id + "/" + number + ".js", data);
    },
    lists(id, number, data) { arrived.set("search/" + id + "/list-" + number + ".js", data); },
    folds(pairs, others) {
      spent += 3 * pairs.length;
      arrived.set("folds", [pairs, others]);
    },
    text(path, data) { arrived.set(path + "/text.js", data); },
  };
  window.jianbaoSearch = api;

  function load(path, name) {
    if (loading.has(path)) return loading.get(path);
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const fail = function () {
        loading.delete(path);
        script.remove();
        reject(new Error(path));
      };
      script.onerror = fail;
      script.onload = function () {
        const data = arrived.get(name || path);
        if (data === undefined) return fail();
        arrived.delete(name || path);
        script.remove();
        api.loaded.push(path);
        resolve(data);
      };
      script.async = true;
      script.src = ROOT + path;
      document.head.append(script);
    });
    loading.set(path, promise);
    return promise;
  }

  // Bits: seven in each character.

  function Bits(text) {
    const codes = new Uint8Array(text.length + 1);
    for (let i = 0; i < text.length; i++) codes[i] = text.charCodeAt(i) & 127;
    this.codes = codes;
    this.at = 0;
    this.left = 7;
  }

  Bits.prototype.take = function (count) {
    let value = 0;
    while (count > 0) {
      const step = count < this.left ? count : this.left;
      this.left -= step;
      value = value * (1 << step) + ((this.codes[this.at] >> this.left) & ((1 << step) - 1));
      count -= step;
      if (this.left === 0) {
        this.at++;
        this.left = 7;
      }
    }
    return value;
  };

  Bits.prototype.gamma = function () {
    let width = 0;
    while (width < 31 && this.at < this.codes.length && this.take(1) === 0) width++;
    return Math.pow(2, width) + this.take(width);
  };

  Bits.prototype.below = function (size) {
    if (size <= 1) return 0;
    const width = 31 - Math.clz32(size);
    const short = Math.pow(2, width + 1) - size;
    const value = this.take(width);
    return value < short ? value : value * 2 + this.take(1) - short;
  };

  Bits.prototype.rising = function (count, low, high, out) {
    if (count === 0) return out;
    const before = count >> 1;
    const after = count - before - 1;
    const first = low + before;
    const middle = first + this.below(high - after - first);
    this.rising(before, low, middle, out);
    out.push(middle);
    return this.rising(after, middle + 1, high, out);
  };

  Bits.prototype.signed = function () {
    const value = this.gamma();
    return value % 2 ? (value - 1) / 2 : -value / 2;
  };

  // The head: characters, issues, files.

  let opened = null;

  function open() {
    if (!opened) {
      opened = load("search/head.js").then(readHead);
      opened.catch(function () { opened = null; });
    }
    return opened;
  }

  function readHead(data) {
    const letters = Array.from(data.a);
    const numbers = new Map(letters.map(function (letter, index) { return [letter, index + 1]; }));
    const issues = [];
    const bits = new Bits(data.d);
    let year = 2000, number = 0, other = 0, series = -1;
    for (let n = 0; n < data.n; n++) {
      while (series + 1 < data.s.length && data.s[series + 1][2] <= n) series++;
      const change = bits.signed();
      if (change !== 0) number = 0;
      year += change;
      const kind = bits.gamma();
      let folder;
      if (kind === 3) {
        folder = data.x[other++];
      } else {
        number += bits.signed() + 1;
        folder = (kind === 2 ? "s" : "") + number;
      }
      const dateYear = year + bits.signed();
      const month = bits.take(4);
      const day = bits.take(5);
      issues.push({
        series: data.s[series][0],
        path: data.s[series][0] + "/" + year + "/" + folder,
        year: dateYear,
        date: dateYear * 10000 + month * 100 + day,
        bytes: bits.gamma() * 512,
      });
    }
    return {
      id: data.id,
      letters: letters,
      numbers: numbers,
      issues: issues,
      folds: new Map(Object.entries(data.f)),
      rare: null,
      frequent: data.q,
      longest: data.l,
      breaks: new Set(data.k),
      bounds: data.b.map(function (first) { return Array.from(first, function (c) { return numbers.get(c); }); }),
      lists: data.u,
    };
  }

  // Sequences: which issues have one.

  function compare(a, b) {
    for (let i = 0; i < a.length && i < b.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return a.length - b.length;
  }

  const decoded = new Map();

  async function shard(head, number) {
    if (decoded.has(number)) return decoded.get(number);
    const path = "search/" + head.id + "/" + number + ".js";
    const entries = readShard(head, new Bits(await load(path)));
    decoded.set(number, entries);
    return entries;
  }

  function continues(head, length, count) {
    return length < head.longest && (length === 1 || count > head.frequent);
  }

  function readShard(head, bits) {
    const entries = new Map();
    const total = head.letters.length;

    function put(key, issues) {
      const strong = bits.rising(bits.gamma() - 1, 0, issues.length, []);
      const entry = { issues: issues, strong: strong };
      entries.set(key, entry);
      return issues;
    }

    function entry(key, above, depth) {
      const most = above.length;
      let count = most;
      if (most > 1) {
        const all = depth > 2 && bits.take(1) === 1;
        if (!all) count = bits.gamma();
      }
      const issues = bits.rising(count, 0, most, []);
      for (let i = 0; i < issues.length; i++) issues[i] = above[issues[i]];
      return put(key, issues);
    }

    function below(key, issues, depth) {
      const numbers = bits.rising(bits.gamma() - 1, 1, total + 1, []);
      for (const number of numbers) {
        const next = key + head.letters[number - 1];
        const own = entry(next, issues, depth + 1);
        if (continues(head, depth + 1, own.length)) below(next, own, depth + 1);
      }
    }

    for (let blocks = bits.gamma(); blocks > 0; blocks--) {
      const depth = bits.gamma();
      let key = "", issues = null;
      for (let level = 1; level <= depth; level++) {
        key += head.letters[bits.below(total)];
        if (level === 1) {
          const count = bits.below(head.issues.length) + 1;
          issues = put(key, bits.rising(count, 0, head.issues.length, []));
        } else {
          issues = entry(key, issues, level);
        }
      }
      below(key, issues, depth);
    }
    return entries;
  }

  /* The longest indexed sequence that `letters` begin with. */
  async function longest(head, letters) {
    const key = letters.map(function (c) { return head.numbers.get(c); });
    let low = 0, high = head.bounds.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (compare(head.bounds[middle], key) <= 0) low = middle;
      else high = middle;
    }
    const entries = await shard(head, low);
    for (let length = letters.length; length > 0; length--) {
      const found = entries.get(letters.slice(0, length).join(""));
      if (found) return { length: length, shard: low, issues: found.issues, strong: found.strong };
    }
    return { length: 0, shard: low, issues: [], strong: [] };
  }

  /* The issues that may have `letters`, and whether they surely have them. Punctuation parts what the index holds: the parts are looked up. */
  async function candidates(head, letters) {
    const none = { exact: true, issues: [], strong: new Set() };
    if (letters.some(function (c) { return !head.numbers.has(c); })) return none;
    const number = function (i) { return head.numbers.get(letters[i]); };
    const ends = [];
    for (let i = letters.length - 1; i >= 0; i--) {
      const open = i + 1 < letters.length && !head.breaks.has(letters[i]) && !head.breaks.has(letters[i + 1]);
      ends[i] = open ? ends[i + 1] : i + 1;
    }
    // The rarest first: those that begin with two characters, and the others only where there is no such part.
    const rarity = function (i) { return ends[i] - i > 1 ? number(i) * number(i + 1) + head.letters.length : number(i); };
    let starts = letters.map(function (c, index) { return index; });
    if (starts.some(function (i) { return ends[i] - i > 1; })) starts = starts.filter(function (i) { return ends[i] - i > 1; });
    starts.sort(function (a, b) { return rarity(b) - rarity(a); });
    if (letters.length <= head.longest && starts.includes(0)) starts = [0].concat(starts.filter(function (i) { return i > 0; }));
    let issues = null, strong = null;
    const covered = new Set(), shards = new Set();
    while (starts.length > 0) {
      let index = starts.findIndex(function (i) { return !covered.has(i); });
      if (index < 0) index = 0;
      const start = starts.splice(index, 1)[0];
      const part = letters.slice(start, Math.min(start + head.longest, ends[start]));
      const found = await longest(head, part);
      shards.add(found.shard);
      if (found.length < part.length && (found.length === 0 || continues(head, found.length, found.issues.length))) return none;
      for (let i = start; i < start + Math.max(found.length - 1, 1); i++) covered.add(i);
      const has = new Set(found.issues);
      const loud = new Set(found.strong.map(function (i) { return found.issues[i]; }));
      issues = issues ? issues.filter(function (n) { return has.has(n); }) : found.issues;
      strong = strong ? new Set(Array.from(strong).filter(function (n) { return loud.has(n); })) : loud;
      if (found.length === letters.length) return { exact: true, issues: issues, strong: strong };
      if (issues.length === 0) return none;
      if (issues.length <= FEW || shards.size >= (issues.length <= MANY ? SHARDS : 2 * SHARDS)) break;
    }
    return { exact: false, issues: issues, strong: strong };
  }

  // Queries.

  /* The words of a query as people typed them: spaces part them, quotation marks keep them together. */
  function split(query) {
    const words = [];
    for (const match of query.matchAll(/["“”＂]([^"“”＂]*)(?:["“”＂]|$)|[^\s"“”＂]+/gu)) {
      const word = match[1] === undefined ? match[0] : match[1].trim();
      if (word !== "") words.push(word);
    }
    return words;
  }

  async function fold(head, text) {
    const letters = [];
    for (const c of text) {
      let to = head.folds.get(c);
      if (to === undefined && /\s/u.test(c)) to = " ";
      if (to === undefined && !head.numbers.has(c)) {
        if (!head.rare) head.rare = readFolds(await load("search/" + head.id + "/folds.js", "folds"));
        to = head.rare.get(c);
      }
      for (const part of to === undefined ? c : to) letters.push(part);
    }
    return letters;
  }

  function readFolds(data) {
    const folds = new Map(Object.entries(data[1]));
    const pairs = Array.from(data[0]);
    for (let i = 0; i + 1 < pairs.length; i += 2) folds.set(pairs[i], pairs[i + 1]);
    return folds;
  }

  async function listed(head, number) {
    let file = 0;
    while (file + 1 < head.lists.length && head.lists[file + 1] <= number) file++;
    const bits = new Bits(await load("search/" + head.id + "/list-" + file + ".js"));
    let list = [];
    for (let n = head.lists[file]; n <= number; n++) list = bits.rising(bits.gamma() - 1, 0, head.issues.length, []);
    return new Set(list);
  }

  /* Begins a search: `next` gives the results step by step. */
  async function begin(query, filters) {
    const before = spent;
    const head = await open();
    const words = [];
    for (const word of split(query)) {
      const letters = await fold(head, word);
      const text = letters.join("");
      if (letters.length > 0 && !words.some(function (known) { return known.text === text; })) words.push({ text: text, letters: letters });
    }
    const session = { head: head, words: words, exact: true, waiting: [], found: 0, checked: 0, budget: BUDGET };
    if (words.length === 0) return session;
    // The longest word leaves the fewest candidates.
    const order = words.slice().sort(function (a, b) { return b.letters.length - a.letters.length; });
    let issues = null;
    const scores = new Map();
    for (const word of order) {
      const part = await candidates(head, word.letters);
      const has = new Set(part.issues);
      issues = issues ? issues.filter(function (n) { return has.has(n); }) : part.issues;
      for (const n of part.strong) scores.set(n, (scores.get(n) || 0) + 1);
      session.exact = session.exact && part.exact;
      if (issues.length === 0) break;
    }
    for (const number of filters.lists || []) {
      const list = await listed(head, number);
      issues = issues.filter(function (n) { return list.has(n); });
    }
    issues = issues.filter(function (n) {
      const issue = head.issues[n];
      return (!filters.series || issue.series === filters.series) && (!filters.year || String(issue.year) === filters.year);
    });
    if (issues.length === 0) session.exact = true;
    session.budget = Math.max(LEAST, BUDGET - (spent - before));
    const byDate = filters.sort === "date";
    session.waiting = issues.sort(function (a, b) {
      const score = byDate ? 0 : (scores.get(b) || 0) - (scores.get(a) || 0);
      return score || head.issues[b].date - head.issues[a].date || b - a;
    });
    return session;
  }

  /* The next results: at most a page of them, and no more texts than the budget allows. */
  async function next(session) {
    const results = [];
    let bytes = 0;
    const budget = session.budget;
    session.budget = BUDGET;
    while (session.waiting.length > 0 && results.length < PAGE) {
      const batch = [];
      for (const n of session.waiting.slice(0, PAGE - results.length)) {
        const size = session.head.issues[n].bytes;
        if (bytes > 0 && bytes + size > budget) break;
        bytes += size;
        batch.push(n);
      }
      if (batch.length === 0) break;
      const texts = await Promise.all(batch.map(function (n) { return load(session.head.issues[n].path + "/text.js"); }));
      session.waiting.splice(0, batch.length);
      session.checked += batch.length;
      texts.forEach(function (text, index) {
        const result = check(session, session.head.issues[batch[index]], text);
        if (result) results.push(result);
      });
    }
    session.found += results.length;
    return results;
  }

  /* The passages of an issue that have the words, or nothing where one of the words is missing. */
  function check(session, issue, text) {
    const missing = new Set(session.words);
    const passages = [];
    let anchor = "";
    text.p.forEach(function (passage, index) {
      if (passage[0] === "-") anchor = "";
      else if (passage[0] !== "") anchor = passage[0];
      const places = find(session, passage[2]);
      if (places.length === 0) return;
      let words = 0;
      for (const word of session.words) {
        if (places.some(function (place) { return place[2] === word; })) {
          missing.delete(word);
          words++;
        }
      }
      passages.push({ anchor: anchor, index: index, words: words, text: passage[2], places: places });
    });
    if (missing.size > 0) return null;
    return { issue: issue, text: text, passages: passages };
  }

  /* Where the words stand in `text`: from, to and which, by place. */
  function find(session, text) {
    const folds = session.head.folds;
    let folded = "";
    for (const c of text) {
      const to = folds.get(c);
      folded += to === undefined ? c : to;
    }
    const places = [];
    let map = null;
    for (const word of session.words) {
      for (let at = folded.indexOf(word.text); at >= 0; at = folded.indexOf(word.text, at + 1)) {
        map = map || origins(folds, text);
        places.push([map[at], map[at + word.text.length], word]);
      }
    }
    return places.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  }

  /* For each place of the folded text the place in the text; a place within what one character was folded to is where that begins. */
  function origins(folds, text) {
    const map = [];
    let at = 0;
    for (const c of text) {
      const to = folds.get(c);
      const length = to === undefined ? c.length : to.length;
      for (let i = 0; i < length; i++) map.push(at);
      at += c.length;
    }
    map.push(at);
    return map;
  }

  api.begin = begin;
  api.next = next;

  // What is shown.

  const SHOWN = 3; // passages of an issue before the rest is folded away
  const AROUND = 48; // characters beside a match in a long sentence

  function element(name, className, content) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (content !== undefined) node.append(content);
    return node;
  }

  /* The stretches of a passage to show: the sentences with a match, cut where they are long. */
  function stretches(passage) {
    const text = passage.text;
    if (text.length <= 140) return [[0, text.length]];
    const list = [];
    for (const place of passage.places) {
      let from = place[0], to = place[1];
      while (from > 0 && place[0] - from < AROUND && !"。！？；\t".includes(text[from - 1])) from--;
      while (to < text.length && to - place[1] < AROUND && !"。！？；\t".includes(text[to - 1])) to++;
      if (from > 0 && text.codePointAt(from - 1) > 0xffff) from--;
      if (to < text.length && text.codePointAt(to - 1) > 0xffff) to++;
      const last = list[list.length - 1];
      if (last && from <= last[1] + 4) last[1] = Math.max(last[1], to);
      else list.push([from, to]);
    }
    return list;
  }

  function marked(text, places, from, to) {
    const out = document.createDocumentFragment();
    let at = from;
    const plain = function (end) {
      if (end > at) out.append(text.slice(at, end).replaceAll(CELL, "　|　"));
      at = Math.max(at, end);
    };
    for (const place of places) {
      const start = Math.max(place[0], at), end = Math.min(Math.max(place[1], place[0] + 1), to);
      if (end <= start) continue;
      plain(start);
      out.append(element("mark", "", text.slice(start, end)));
      at = end;
    }
    plain(to);
    return out;
  }

  function passageItem(result, passage) {
    const item = element("li");
    const link = element("a");
    link.href = address(result) + (passage.anchor ? "#" + encodeURIComponent(passage.anchor) : "");
    link.dataset.stop = "";
    const list = stretches(passage);
    list.forEach(function (stretch, index) {
      if (stretch[0] > 0) link.append("……");
      link.append(marked(passage.text, passage.places, stretch[0], stretch[1]));
      if (index === list.length - 1 && stretch[1] < passage.text.length) link.append("……");
    });
    item.append(link);
    return item;
  }

  function address(result) {
    return ROOT + result.issue.path + "/index.html";
  }

  function resultItem(session, result) {
    const item = element("li", "result");
    const heading = element("h2");
    const link = element("a");
    link.href = address(result);
    link.dataset.stop = "";
    const title = result.text.t;
    link.append(marked(title, find(session, title), 0, title.length));
    heading.append(link);
    item.append(heading);

    const facts = element("p", "result-facts");
    facts.append(element("span", "series-tag", result.text.s));
    if (result.text.n) {
      const number = element("span", "number");
      number.append(marked(result.text.n, find(session, result.text.n), 0, result.text.n.length));
      facts.append(" ", number);
    }
    facts.append(" ", element("span", "when", result.text.d));
    for (const amendment of result.text.a || []) facts.append(" ", element("span", "result-state", amendment));
    item.append(facts);

    const rest = result.passages.filter(function (passage) { return passage.text !== title && passage.text !== result.text.n; });
    // The text before what stands around it.
    rest.sort(function (a, b) { return b.words - a.words || (a.anchor === "") - (b.anchor === "") || a.index - b.index; });
    if (rest.length > 0) {
      const list = element("ol", "result-passages");
      list.setAttribute("role", "list");
      for (const passage of rest.slice(0, SHOWN)) list.append(passageItem(result, passage));
      item.append(list);
    }
    const others = rest.slice(SHOWN).sort(function (a, b) { return a.index - b.index; });
    if (others.length > 0) {
      const details = element("details", "result-others");
      details.append(element("summary", "", "本期另有 " + others.length + " 处"));
      details.addEventListener("toggle", function () {
        if (details.children.length > 1) return;
        const list = element("ol", "result-passages");
        list.setAttribute("role", "list");
        for (const passage of others) list.append(passageItem(result, passage));
        details.append(list);
      });
      item.append(details);
    }
    return item;
  }

  // The page.

  const form = document.getElementById("jb-search");
  if (!form) return;
  const field = document.getElementById("jb-q");
  const status = document.getElementById("jb-status");
  const trouble = document.getElementById("jb-trouble");
  const results = document.getElementById("jb-results");
  const more = document.getElementById("jb-more");
  const selects = ["series", "year", "unit", "topic", "sort"]
    .map(function (name) { return form.elements[name]; })
    .filter(Boolean);

  let run = 0; // the search that may write to the page
  let current = null;
  let composing = false;
  let timer = 0;
  let lastInput = 0;

  function filters() {
    const lists = selects
      .map(function (select) { return select.selectedOptions[0]; })
      .filter(function (option) { return option && option.dataset.list !== undefined; })
      .map(function (option) { return Number(option.dataset.list); });
    const value = function (name) { return form.elements[name] ? form.elements[name].value : ""; };
    return { series: value("series"), year: value("year"), sort: value("sort"), lists: lists };
  }

  function say(text) { status.textContent = text; }

  function saying(session) {
    const left = session.waiting.length;
    if (session.exact) {
      const total = session.found + left;
      if (total > 0) return "共 " + total + " 期" + (left > 0 ? "，已显示 " + session.found + " 期" : "");
    } else if (left > 0) {
      return "已找到 " + session.found + " 期，还有至多 " + left + " 期待核对";
    } else if (session.found > 0) {
      return "共 " + session.found + " 期";
    }
    const narrowed = selects.some(function (select) { return select.name !== "sort" && select.value !== ""; });
    return "没有找到同时含有这些字词的期号" + (narrowed ? "，可以放宽系列、年份、单位或主题再试" : "，可以减少字词或换个说法再试");
  }

  function wait(session) {
    const left = session ? session.waiting.length : 0;
    more.hidden = left === 0;
    if (left > 0) more.textContent = session.exact ? "显示更多（还有 " + left + " 期）" : "继续查找（还有至多 " + left + " 期待核对）";
  }

  function fail() {
    trouble.hidden = false;
    trouble.firstElementChild.textContent = "检索资料没有读到。可能是网络不通，或者资料库刚刚更新：请重试，仍然不行就刷新本页。";
    say("");
    more.hidden = true;
  }

  async function search() {
    const own = ++run;
    const query = field.value;
    current = null;
    trouble.hidden = true;
    if (query.trim() === "") {
      results.replaceChildren();
      say("");
      wait(null);
      return;
    }
    results.setAttribute("aria-busy", "true");
    try {
      const session = await begin(query, filters());
      if (own !== run) return;
      const list = await next(session);
      if (own !== run) return;
      current = session;
      results.replaceChildren(...list.map(function (result) { return resultItem(session, result); }));
      say(session.words.length === 0 ? "" : saying(session));
      wait(session);
    } catch (error) {
      if (own === run) {
        results.replaceChildren();
        fail();
      }
    }
    if (own === run) results.removeAttribute("aria-busy");
  }

  async function showMore() {
    const session = current, own = run;
    if (!session || more.disabled) return;
    more.disabled = true;
    try {
      const list = await next(session);
      if (own === run) {
        const items = list.map(function (result) { return resultItem(session, result); });
        results.append(...items);
        say(saying(session));
        wait(session);
        if (items.length > 0) items[0].querySelector("a").focus();
      }
    } catch (error) {
      if (own === run) fail();
    }
    more.disabled = false;
  }

  // The address says what is shown. Where a browser does not let a page from a folder change its query, the part after # says it.

  function parameters() {
    const values = new URLSearchParams();
    if (field.value.trim() !== "") values.set("q", field.value.trim());
    for (const select of selects) {
      if (select.value !== "") values.set(select.name, select.value);
    }
    return values.toString();
  }

  function remember(anew) {
    const text = parameters();
    const method = anew ? "pushState" : "replaceState";
    if (text === shown()) return;
    try {
      history[method](null, "", text === "" ? location.pathname : "?" + text);
    } catch (error) {
      history[method](null, "", "#" + text);
    }
  }

  function shown() {
    return location.hash.startsWith("#") && /[=]/.test(location.hash) ? location.hash.slice(1) : location.search.slice(1);
  }

  function restore() {
    const values = new URLSearchParams(shown());
    field.value = values.get("q") || "";
    for (const select of selects) {
      select.value = values.get(select.name) || "";
      if (select.selectedIndex < 0) select.value = "";
    }
    search();
  }

  function typed() {
    clearTimeout(timer);
    const anew = Date.now() - lastInput > 2000;
    lastInput = Date.now();
    timer = setTimeout(function () {
      remember(anew);
      search();
    }, 40);
  }

  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () {
    composing = false;
    typed();
  });
  field.addEventListener("input", function (event) {
    if (!composing && !event.isComposing) typed();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    remember(true);
    search();
  });
  for (const select of selects) {
    select.addEventListener("change", function () {
      remember(true);
      search();
    });
  }
  more.addEventListener("click", showMore);
  trouble.querySelector("button").addEventListener("click", search);
  window.addEventListener("popstate", restore);

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    const typing = target.matches("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && (target === field || results.contains(target))) {
      event.preventDefault();
      field.value = "";
      field.focus();
      remember(true);
      search();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (target !== field && !results.contains(target)) return;
      const stops = [field, ...Array.from(results.querySelectorAll("[data-stop], summary")).filter(function (stop) {
        return stop.getClientRects().length > 0;
      })];
      const at = stops.indexOf(target) + (event.key === "ArrowDown" ? 1 : -1);
      if (at >= 0 && at < stops.length) {
        event.preventDefault();
        stops[at].focus();
      }
    }
  });

  open().catch(function () {});
  restore();
})();
