  // The words of a query, and the forms of each that mean the same.

  /* A 文号 or 期号 without the spaces that somebody typed inside it: （2026） 4 号, 第 27 期. */
  function closed(query) {
    const joined = function (...parts) { return parts.slice(1, -2).join(""); };
    return query
      .replace(/([(（\[〔［【])\s*((?:19|20)\d\d)\s*([)）\]〕］】])\s*(第?)\s*(\d{1,4})(?:\s*(号))?(?!\s*[\d年月日])/gu, joined)
      .replace(/((?:19|20)\d\d)\s*(年)\s*(第?)\s*(\d{1,4})\s*(号)/gu, joined)
      .replace(/(第)\s*(\d{1,4}|[一二三四五六七八九十百千零]+)\s*(期)/gu, joined);
  }

  /* The words of a query as people typed them: spaces part them, quotation marks keep them together. */
  function split(query) {
    const words = [];
    for (const match of closed(query).matchAll(/["“”＂]([^"“”＂]*)(?:["“”＂]|$)|[^\s"“”＂]+/gu)) {
      const word = match[1] === undefined ? match[0] : match[1].trim();
      if (word !== "") words.push(word);
    }
    return words;
  }

  async function fold(head, text) {
    const letters = [];
    for (const c of text) {
      let to = head.folds.get(c);
      if (to === undefined && /\s/u.test(c)) to = "";
      if (to === undefined && !head.numbers.has(c)) {
        if (!head.rare) head.rare = readFolds(await load(part(head.rareFolds)));
        to = head.rare.get(c);
      }
      for (const letter of to === undefined ? c : to) letters.push(letter);
    }
    return letters;
  }

  // A number as people type it is the number as it is printed.

  const DIGITS = "零一二三四五六七八九";

  /* A number below 10,000 as in 第二十七期. */
  function inChinese(number) {
    let text = "", zero = false;
    for (const [unit, name] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
      const digit = Math.floor(number / unit) % 10;
      if (digit === 0) {
        zero = text !== "";
        continue;
      }
      text += (zero ? "零" : "") + (digit === 1 && unit === 10 && text === "" ? "" : DIGITS[digit]) + name;
      zero = false;
    }
    return text;
  }

  /* The number that is written so; 0 where there is none. */
  function ofChinese(text) {
    let number = 0, digit = 0;
    for (const c of text) {
      const unit = { "十": 10, "百": 100, "千": 1000 }[c];
      if (unit) number += (digit || 1) * unit;
      digit = unit ? 0 : DIGITS.indexOf(c);
    }
    number += digit;
    return inChinese(number) === text ? number : 0;
  }

  /* The forms of a folded word that mean the same: as typed, a 文号 with its brackets, a 期号 in the other kind of digits. */
  function forms(text) {
    const list = [text];
    // Brackets that no text has are not folded.
    const add = function (form) {
      // What contains a form that is there already is found with it.
      if (!list.some(function (known) { return form.includes(known); })) list.push(form);
    };
    const bracketed = function (_, year, number) { return "[" + year + "]" + number + "号"; };
    add(text.replace(/[(（\[〔［【]((?:19|20)\d\d)[)）\]〕］】]第?0*([1-9]\d{0,3})号?$/, bracketed));
    add(text.replace(/((?:19|20)\d\d)年第?0*([1-9]\d{0,3})号$/, bracketed));
    add(text.replace(/^((?:19|20)\d\d)-0*([1-9]\d{0,3})$/, bracketed));
    add(text.replace(/第0*([1-9]\d{0,3})期/, function (_, number) { return "第" + inChinese(Number(number)) + "期"; }));
    add(text.replace(/第([一二三四五六七八九十百千零]+)期/, function (all, number) {
      return ofChinese(number) ? "第" + ofChinese(number) + "期" : all;
    }));
    return list;
  }

  /* The forms of what was typed for a 文号 or 期号: a number alone is the whole number, not the end of another. */
  function numberForms(text) {
    const bare = /^0*([1-9]\d{0,3})号?$/.exec(text);
    if (!bare) return forms(text);
    return ["]" + bare[1] + "号", "第" + bare[1] + "期", "第" + inChinese(Number(bare[1])) + "期"];
  }
