  // The query: which issues have what was asked for. What the index cannot decide is decided by the text of the issue itself: nothing is
  // found that does not contain what was asked for, in one of the forms that mean the same.

  const PAGE = 10; // results at a time
  const FEW = 8; // so few candidates are checked in their texts rather than by more of the index
  const SHARDS = 4; // files of the index that are read for one word while candidates are more, and twice as many while they are many
  const MANY = 60;
  const BUDGET = 130 * 1024; // bytes read in one step, index and texts
  const LEAST = 24 * 1024; // of these for texts, whatever the index took

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

  /* The issues that have such a 文号 or 期号 themselves. */
  async function bearers(head, words) {
    const found = new Set();
    const wanted = [];
    for (const word of words) {
      for (const form of word.forms) {
        const document = /\[(\d{4})\](\d+)号$/.exec(form), issue = /第(\d+)期/.exec(form);
        if (document) wanted.push([Number(document[1]), Number(document[2]), 0]);
        if (issue) wanted.push([0, 0, Number(issue[1])]);
      }
    }
    if (wanted.length === 0) return found;
    (await documentNumbers(head)).forEach(function (numbers, n) {
      for (const [year, number, issue] of wanted) {
        if (issue ? numbers.issue === issue : numbers.year === year && numbers.number === number) found.add(n);
      }
    });
    return found;
  }

  /* The issues that may have one of the forms of a word. */
  async function candidatesOf(head, word) {
    const all = { exact: true, issues: [], strong: new Set() };
    const issues = new Set();
    for (const form of word.forms) {
      const found = await candidates(head, Array.from(form));
      all.exact = all.exact && found.exact;
      for (const n of found.issues) issues.add(n);
      for (const n of found.strong) all.strong.add(n);
    }
    all.issues = Array.from(issues).sort(function (a, b) { return a - b; });
    return all;
  }

  /* Begins a search: `next` gives the results step by step. */
  async function begin(query, filters) {
    const head = await open();
    const before = spent;
    const words = [];
    for (const word of split(query)) {
      const text = (await fold(head, word)).join("");
      if (text !== "" && !words.some(function (known) { return known.text === text; })) words.push({ text: text, forms: forms(text) });
    }
    const session = { head: head, words: words, exact: true, waiting: [], found: 0, checked: 0, budget: BUDGET };
    if (words.length === 0) return session;
    // The longest word leaves the fewest candidates.
    const order = words.slice().sort(function (a, b) { return b.text.length - a.text.length; });
    let issues = null;
    const scores = new Map();
    for (const word of order) {
      const found = await candidatesOf(head, word);
      const has = new Set(found.issues);
      issues = issues ? issues.filter(function (n) { return has.has(n); }) : found.issues;
      for (const n of found.strong) scores.set(n, (scores.get(n) || 0) + 1);
      session.exact = session.exact && found.exact;
      if (issues.length === 0) break;
    }
    for (const kind of ["unit", "topic"]) {
      if (!filters[kind]) continue;
      const list = await listed(head, kind, filters[kind]);
      issues = issues.filter(function (n) { return list.has(n); });
    }
    issues = issues.filter(function (n) {
      const issue = head.issues[n];
      return (!filters.series || issue.series === filters.series) && (!filters.year || String(issue.year) === filters.year);
    });
    if (issues.length === 0) session.exact = true;
    else for (const n of await bearers(head, words)) scores.set(n, (scores.get(n) || 0) + 1000);
    session.budget = Math.max(LEAST, BUDGET - (spent - before));
    const byDate = filters.sort === "date";
    session.waiting = issues.sort(function (a, b) {
      const score = byDate ? 0 : (scores.get(b) || 0) - (scores.get(a) || 0);
      return score || head.issues[b].date - head.issues[a].date || b - a;
    });
    return session;
  }

  /* The next results: at most a page of them, and no more texts than the budget allows. */
  async function next(session, most) {
    const results = [];
    let bytes = 0;
    const budget = session.budget;
    session.budget = BUDGET;
    while (session.waiting.length > 0 && results.length < (most || PAGE)) {
      const batch = [];
      for (const n of session.waiting.slice(0, (most || PAGE) - results.length)) {
        const size = session.head.issues[n].bytes;
        if (bytes > 0 && bytes + size > budget) break;
        bytes += size;
        batch.push(n);
      }
      if (batch.length === 0) break;
      const texts = await Promise.all(batch.map(function (n) { return load(session.head.issues[n].path + "/text.js", session.head.name); }));
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

  /* A search with its first results. Where a file of the index is gone, the archive was published anew: it is asked again, once. */
  async function ask(query, filters) {
    const answer = async function () {
      const session = await begin(query, filters);
      return { session: session, results: await next(session) };
    };
    try {
      return await answer();
    } catch (error) {
      if (error.format !== undefined) throw error;
      await open(true);
      return answer();
    }
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
      for (const form of word.forms) {
        for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + 1)) {
          map = map || origins(folds, text);
          places.push([map.from[at], map.to[at + form.length - 1], word]);
        }
      }
    }
    return places.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  }

  /* For each place of the folded text from where to where its character stands in the text. */
  function origins(folds, text) {
    const map = { from: [], to: [] };
    let at = 0;
    for (const c of text) {
      const to = folds.get(c);
      const length = to === undefined ? c.length : to.length;
      for (let i = 0; i < length; i++) {
        map.from.push(at);
        map.to.push(at + c.length);
      }
      at += c.length;
    }
    return map;
  }

  api.begin = begin;
  api.next = next;
  api.ask = ask;
