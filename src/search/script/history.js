  // The address says what is shown, and the history how far somebody had read. Where a browser does not let a page from a folder change its query, the part
  // after # says it.

  const SAVED = 500; // milliseconds after the last movement until the place is kept

  function setValue(control, value) {
    if (control.type === "checkbox") {
      control.checked = value === control.value;
      return;
    }
    control.value = value;
    if (control.tagName === "SELECT" && control.selectedIndex < 0) control.value = "";
  }

  function parameters() {
    const values = new URLSearchParams();
    if (field.value.trim() !== "") values.set("q", field.value.trim());
    for (const control of controls) {
      if (valueOf(control) !== "") values.set(control.name, valueOf(control));
    }
    return values.toString();
  }

  function shown() {
    return location.hash.startsWith("#") && /[=]/.test(location.hash) ? location.hash.slice(1) : location.search.slice(1);
  }

  function remember(anew) {
    const text = parameters();
    const method = anew ? "pushState" : "replaceState";
    if (text === shown()) return;
    if (anew && current && current.shown > PAGE) keepPlace();
    kept = { count: 0, y: 0 };
    try {
      history[method](null, "", text === "" ? location.pathname : "?" + text);
    } catch (error) {
      history[method](null, "", "#" + text);
    }
  }

  let kept = { count: 0, y: 0 }; // what the history has of this address

  /* Keeps with the address how many results there are and which of them are seen, for whoever comes back to it. */
  function keepPlace() {
    if (!current || (scrollY === kept.y && current.shown === kept.count)) return;
    kept = { count: current.shown, y: scrollY };
    try {
      history.replaceState({ jianbao: kept }, "");
    } catch (error) {
      // A browser that keeps nothing here shows the first results again.
    }
  }

  function restore(begun) {
    const values = new URLSearchParams(shown());
    field.value = begun || values.get("q") || "";
    for (const control of controls) setValue(control, values.get(control.name) || "");
    if (advanced && Array.from(advanced.querySelectorAll("[name]")).some(function (control) { return valueOf(control) !== ""; })) advanced.open = true;
    search(true, history.state && history.state.jianbao);
  }

  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  let saving = 0;
  addEventListener("scroll", function () {
    clearTimeout(saving);
    saving = setTimeout(keepPlace, SAVED);
  }, { passive: true });
  addEventListener("pagehide", keepPlace);
  addEventListener("popstate", function () {
    clearTimeout(saving);
    restore();
  });

  today().then(function (found) { if (found[0] !== FORMAT || found[1] !== form.dataset.head) return open().then(renew); }).catch(function () {});
  // Who typed or chose while this script was being read goes on from there.
  if (document.activeElement === field) open().catch(function () {});
  if (shown() === "" && (field.value !== "" || isNarrowed(filters()))) typed();
  else restore(field.value);
