  // Loading: which index is today's, and its files.

  const FORMAT = 3; // the version of the format, as `VERSION` there
  const ROOT = "../";
  const FRESH = 20000; // milliseconds until it is asked again which index is today's

  // A file calls back with its content, and `load` hands it on.

  const arrived = new Map();
  const loading = new Map();
  let spent = 0; // characters of the index read so far
  let since = 0; // bytes of index and texts read since somebody began to type
  const api = {
    format: FORMAT,
    loaded: [], // paths, for those who measure
    current(format, name) { arrived.set("search/current.js", [format, name]); },
    part(name, data) {
      const length = typeof data === "string" ? data.length : data.d ? data.d.length + data.h.length + 3 * data.a.length : 0;
      spent += typeof data === "string" ? length : 0;
      since += length;
      arrived.set(part(name), data);
    },
    text(path, data) { arrived.set(path + "/text.js", data); },
  };
  window.jianbaoSearch = api;

  function part(name) { return "search/parts/" + name + ".js"; }

  /* The content of a file. What changes under one path is asked for with a `version`, so that no cache answers with what was there before. */
  function load(path, version) {
    const address = path + (version ? "?" + version : "");
    if (loading.has(address)) return loading.get(address);
    const promise = new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      const fail = function () {
        loading.delete(address);
        script.remove();
        reject(new Error(address));
      };
      script.onerror = fail;
      script.onload = function () {
        const data = arrived.get(path);
        if (data === undefined) return fail();
        arrived.delete(path);
        script.remove();
        api.loaded.push(path);
        resolve(data);
      };
      script.async = true;
      script.src = ROOT + address;
      document.head.append(script);
    });
    loading.set(address, promise);
    return promise;
  }

  let asked = 0; // when it was last asked which
  let asking = null;
  let opened = null;

  /* The format and the head's name of today's index. Where it cannot be asked, what the page was made with is taken. */
  function today(anew) {
    if (!asking || anew || Date.now() - asked > FRESH) {
      asked = Date.now();
      const version = String(asked);
      const answer = load("search/current.js", version).then(function (found) {
        loading.delete("search/current.js?" + version);
        return found;
      }, function (error) {
        asked = 0;
        const form = document.getElementById("jb-search");
        if (form && form.dataset.head) return [FORMAT, form.dataset.head];
        throw error;
      });
      asking = answer;
    }
    return asking;
  }

  /* The head of today's index; with `anew` it is asked again which that is. */
  async function open(anew) {
    const found = await today(anew);
    if (found[0] !== FORMAT) {
      const error = new Error("format " + found[0]);
      error.format = found[0];
      throw error;
    }
    const name = found[1];
    if (!opened || opened.name !== name) {
      const head = load(part(name)).then(function (data) { return readHead(name, data); });
      const own = { name: name, head: head };
      opened = own;
      head.catch(function () { if (opened === own) opened = null; });
    }
    return opened.head;
  }
