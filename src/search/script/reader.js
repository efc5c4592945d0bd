  // The reader: the parts of the index as src/search/format.rs describes them.

  const NAME = 10; // characters in the name of a part

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

  // The head: characters, issues, parts.

  function names(text) {
    const list = [];
    for (let i = 0; i < text.length; i += NAME) list.push(text.slice(i, i + NAME));
    return list;
  }

  function readHead(name, data) {
    const letters = Array.from(data.a);
    const numbers = new Map();
    letters.forEach(function (letter, index) { if (letter !== "\u007f") numbers.set(letter, index + 1); });
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
      name: name,
      letters: letters,
      numbers: numbers,
      issues: issues,
      bound: data.m,
      folds: new Map(Object.entries(data.f)),
      rare: null,
      frequent: data.q,
      longest: data.l,
      breaks: new Set(data.k),
      bounds: data.b.map(function (first) { return Array.from(first, function (c) { return numbers.get(c); }); }),
      shards: names(data.h),
      decoded: new Map(),
      lists: data.u,
      listNames: names(data.g),
      choices: data.c,
      rareFolds: data.r,
      documentNumbers: data.w,
    };
  }

  // Sequences: which issues have one.

  function compare(a, b) {
    for (let i = 0; i < a.length && i < b.length; i++) {
      if (a[i] !== b[i]) return a[i] - b[i];
    }
    return a.length - b.length;
  }

  async function shard(head, number) {
    if (!head.decoded.has(number)) head.decoded.set(number, readShard(head, new Bits(await load(part(head.shards[number])))));
    return head.decoded.get(number);
  }

  function continues(head, length, count) {
    return length < head.longest && (length === 1 || count > head.frequent);
  }

  function readShard(head, bits) {
    const entries = new Map();
    const total = head.letters.length;

    function put(key, issues) {
      const strong = bits.rising(bits.gamma() - 1, 0, issues.length, []);
      const titles = strong.length > 0 ? bits.rising(bits.gamma() - 1, 0, strong.length, []) : [];
      const entry = { issues: issues, strong: strong, titles: titles };
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
          const count = bits.below(head.bound) + 1;
          issues = put(key, bits.rising(count, 0, head.bound, []));
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
      if (found) return { length: length, shard: low, issues: found.issues, strong: found.strong, titles: found.titles };
    }
    return { length: 0, shard: low, issues: [], strong: [], titles: [] };
  }

  // Smaller parts.

  function readFolds(data) {
    const folds = new Map(Object.entries(data[1]));
    const pairs = Array.from(data[0]);
    for (let i = 0; i + 1 < pairs.length; i += 2) folds.set(pairs[i], pairs[i + 1]);
    return folds;
  }

  const AMENDED = ["corrected", "superseded", "withdrawn"]; // the last lists

  /* The issues of a unit (by its code), of a topic, or of a kind of amendment. */
  async function listed(head, kind, value) {
    const choices = await load(part(head.choices));
    const first = function (choice) { return choice[0]; };
    const units = choices.units.map(first), topics = choices.topics.map(first);
    const at = (kind === "unit" ? units : kind === "topic" ? topics : AMENDED).indexOf(value);
    if (at < 0) return new Set();
    const number = at + (kind === "unit" ? 0 : units.length + (kind === "topic" ? 0 : topics.length));
    let file = 0;
    while (file + 1 < head.lists.length && head.lists[file + 1] <= number) file++;
    const bits = new Bits(await load(part(head.listNames[file])));
    let list = [];
    for (let n = head.lists[file]; n <= number; n++) list = bits.rising(bits.gamma() - 1, 0, head.bound, []);
    return new Set(list);
  }

  /* Year and number of each issue's 文号, and its 期号; what an issue does not have is 0. */
  async function documentNumbers(head) {
    const bits = new Bits(await load(part(head.documentNumbers)));
    return head.issues.map(function (issue) {
      const parts = issue.path.split("/");
      const folder = Number(parts[2].replace(/^s/, "")) || 0;
      const numbers = { year: 0, number: 0, issue: 0 };
      if (bits.take(1)) {
        numbers.year = Number(parts[1]) + bits.signed();
        numbers.number = folder + bits.signed();
      }
      if (bits.take(1)) numbers.issue = folder + bits.signed();
      return numbers;
    });
  }
